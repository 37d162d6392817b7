"""What prepares a checkout: environment, scripts, fonts, test run. No part of the hall itself."""
