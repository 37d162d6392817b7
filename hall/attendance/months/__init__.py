"""The month: judged days, the sheet (考勤汇总表), its signatures and its export."""
