"""The daily page (日报): one sheet of figures when the hall closes, kept by day.

    day goes on --closed, nobody left--> kept --midnight--> kept for good
                --midnight--------------------------------> kept for good
    server off at midnight --next start--> kept for good, and says that it was made up

The figures are counted from the records again whenever somebody asks; what is kept is what they
were when the page was made.
"""
