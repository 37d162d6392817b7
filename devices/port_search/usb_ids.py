"""Which plugs are known by their USB ids. A chip says nothing of the machine behind its cable.

The same ids stand in deploy/udev/60-township-hall.rules; tests/deploy/test_udev_rules.py compares.
Sources: the kernel's ch341, ch343 (cdc_acm), cp210x, ftdi_sio and pl2303 drivers, and the lists of
receipt printers that CUPS and python-escpos users report.
"""

#: Chips between USB and a serial cable, as vendor:product; one of them may carry any machine.
ADAPTERS = {
    "1a86:7523": "CH340",
    "1a86:7522": "CH340K",
    "1a86:5523": "CH341",
    "1a86:55d3": "CH343",
    "1a86:55d4": "CH9102",
    "10c4:ea60": "CP210x",
    "10c4:ea70": "CP2105",
    "10c4:ea71": "CP2108",
    "0403:6001": "FT232R",
    "0403:6010": "FT2232",
    "0403:6011": "FT4232",
    "0403:6014": "FT232H",
    "0403:6015": "FT231X",
    "067b:2303": "PL2303",
    "067b:23a3": "PL2303GC",
    "067b:23b3": "PL2303GB",
    "067b:23c3": "PL2303GT",
}
#: Receipt printers that offer themselves as printers (/dev/usb/lp*).
PRINTERS = {
    "04b8:0202": "Epson TM",
    "04b8:0e15": "Epson TM-T20II",
    "04b8:0e27": "Epson TM-T20III",
    "04b8:0e28": "Epson TM-T20III",
    "0416:5011": "POS58",
    "0483:5743": "POS80",
    "0483:070b": "POS80",
    "0fe6:811e": "Gprinter",
    "6868:0200": "Gprinter",
    "20d1:7008": "Xprinter",
    "28e9:0289": "Xprinter",
    "0519:0001": "Star TSP",
    "0519:0003": "Star TSP",
    "1504:0006": "Bixolon SRP",
    "1d90:2060": "Citizen CT",
    "0dd4:01a8": "Custom",
}
