"""Why a file that somebody brought is of no use, and what to do."""

#: Why an uploaded file cannot be shown, and what to do.
UNUSABLE = {
    "no_file_wanted": "这种公告不用上传文件。",
    "empty": "文件是空的，或者没有选择文件。",
    "too_large": "文件太大，最多 {most} MB，请压缩后再传。",
    "not_a_picture": "这不是能显示的图片，请用 JPG、PNG、WebP、BMP、GIF 或 TIFF。",
    "heic": "这是手机的 HEIC 照片，大厅的屏幕放不了：请在手机上打开它，截一张图，传截图；"
    "以后在苹果手机的“设置 → 相机 → 格式”里选“兼容性最佳”，拍的就是 JPG。",
    "too_many_pixels": "图片太大，最多 8000 万像素，请缩小后再传。",
    "too_slender": "图片太细长，长边最多是短边的 40 倍，请剪开后再传。",
    "not_a_pdf": "这不是 PDF 文件。",
    "locked": "这个 PDF 有打开密码，请去掉密码后再传。",
    "too_many_pages": "文件最多 60 页，请分成几份。",
    "broken": "文件已损坏或不完整，请重新导出后再传。",
    "too_slow": "文件过于复杂，两分钟没有处理完，请简化后再传。",
    "not_a_film": "这不是能播放的视频文件。请用转换软件转成 MP4（H.264 画面、AAC 声音）。",
    "no_length": "看不出这个视频有多长。请用转换软件另存为 MP4（H.264 画面、AAC 声音）。",
    "no_pictures": "这个视频里没有画面。",
    "codec": "大厅的屏幕放不了这种编码。请用转换软件转成 MP4（H.264 画面、AAC 声音）。",
    "sound": "大厅的屏幕放不了这种声音编码。请用转换软件转成 MP4（H.264 画面、AAC 声音）。",
    "too_fine": "视频太精细，屏幕会卡。请转成不超过 1920×1080、每秒 60 帧。",
    "too_long": "视频最长 15 分钟，请剪短。",
    "captions_no_film": "这条公告还没有视频，先传视频，再传字幕。",
    "captions_unread": "这不是字幕文件。请用字幕软件导出 SRT 或 VTT 再传。",
    "captions_encoding": "字幕的文字编码认不出来，请另存为 UTF-8 再传。",
    "captions_time": "字幕文件第 {row} 行的时间看不懂，或者结束不晚于开始，请改好再传。",
    "captions_cue": "字幕文件第 {row} 行起的一条太长，一条最多 300 个字，请分成几条。",
    "captions_too_many": "字幕超过 5000 条，请检查是不是选错了文件。",
    "captions_too_large": "字幕文件最大 1 MB，请检查是不是选错了文件。",
    "captions_other": "字幕都在视频结束以后，请检查是不是另一个视频的字幕。",
    "word_older": "这是旧版 Word 的 .doc 文件，或者加了密码。请用 Word 或 WPS 打开，"
    "另存为不加密码的 .docx 再传。",
    "word_other": "这不是 Word 文件，请选择 .docx 文件。",
    "word_damaged": "这个 Word 文件已损坏，请用 Word 或 WPS 打开，另存为一份新的 .docx 再传。",
    "word_too_long": "这个 Word 文件的字太多，一条公告最多 20000 个字，"
    "请分成几条，或者转成 PDF 上传。",
    "word_empty": "这个 Word 文件里没有字。图片里的字程序读不出来，请转成 PDF 或者图片上传。",
    "disk_full": "服务器的磁盘写不进去了，请联系维护人员清理。",
}

#: Why a file of items cannot be read, and what to do.
WHY_UNREADABLE = {
    "too_large": "文件太大，请分成几个文件，每个不超过 20 MB",
    "too_many_rows": "行数太多，请分成几个文件，每个不超过 {most} 行",
    "empty": "里面没有内容，请检查是不是选错了文件",
    "no_hall_sheets": "里面没有“业务”“窗口”“人员”这几张工作表，请用这里下载的模板",
    "old_excel": "它是旧版 Excel 的 .xls 文件，请用表格软件打开，另存为 .xlsx 再试",
    "not_a_spreadsheet": "它不是表格，请选择 .xlsx 或 .csv 文件",
    "damaged": "文件已损坏或加了密码，请用表格软件打开，另存为一份新的 .xlsx 再试",
    "breaks_off": "读到第 {row} 行时文件坏了，请用表格软件打开，另存为一份新的 .xlsx 再试",
    "strict_xlsx": "它存成了“Strict Open XML”格式，请用表格软件打开，"
    "另存为普通的“Excel 工作簿（.xlsx）”再试",
    "encoding": "第 {row} 行的文字编码无法辨认，请另存为 UTF-8 编码的 CSV，或 .xlsx",
    "csv_field": "第 {row} 行附近有没有配对的引号，请用表格软件打开，另存为 .xlsx 再试",
}
