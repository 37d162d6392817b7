"""What keeps one page of the hall on one screen: the standard library and Chromium, nothing else.

Lies in the package township-hall-screen, and behind deploy/kiosk-browser.sh on any other computer.
"""
