"""The last sheet of a proof: how anybody can check it, with what every computer has."""

from collections.abc import Iterator

from hall.pdf_papers.pdf_paper import PdfBlock
from hall.proof_of_play.statement import Statement
from hall.proof_of_play.time_wording import moment


def checking_sheet(said: Statement) -> Iterator[PdfBlock]:
    """For somebody who never heard of a hash, and for somebody who knows what one is."""
    yield PdfBlock(heading="附：怎样核对这份证明", new_page=True)
    yield PdfBlock(
        text="每个文件都能算出一串 64 位的校验码（SHA-256，也叫哈希）："
        "文件改动一个字，校验码就完全不同。"
        "谁都可以核对，用自己的电脑就行，不用装软件，也不用请人。要核对的是 PDF 文件本身，"
        "打印出来再扫描的算不出同样的码。"
    )
    yield from _file()
    yield from _written_down(said)
    yield from _journal(said)


def _file() -> Iterator[PdfBlock]:
    yield PdfBlock(heading="第一步　算出文件的校验码")
    yield PdfBlock(
        text="把这份 PDF 存到电脑里，比如叫 proof.pdf。打开那个文件夹，按下面输入一行，按回车："
    )
    yield PdfBlock(
        pairs=[
            (
                "Windows",
                "在文件夹的地址栏里输入 cmd，按回车，再输入：\ncertutil -hashfile proof.pdf SHA256",
            ),
            (
                "Linux（统信、麒麟等）",
                "在文件夹里点右键，选“在终端中打开”，再输入：\nsha256sum proof.pdf",
            ),
        ]
    )
    yield PdfBlock(text="屏幕上出来的 64 位数字和字母就是校验码，大写小写都一样，空格不算。")


def _written_down(said: Statement) -> Iterator[PdfBlock]:
    yield PdfBlock(heading="第二步　对照大厅记下的")
    yield PdfBlock(
        text="校验码不能印在它自己的文件里，出具的同时记在了两个地方，应当一位不差：\n"
        "1. 大厅的日志：第 "
        f"{said.tail.seq} 条以后，种类是 ProofMade、公告（notice_id）是 {said.notice.id} "
        "的那一条，digest 就是。日志可以请大厅当面打开，有权限的程序也可以从接口取出来。\n"
        "2. 管理室里这条公告的“公示证明”一栏，“文件的校验码”就是。\n"
        "领取时可以请大厅把校验码另写一张纸、盖章，以后就不用再问。"
    )
    yield PdfBlock(
        text="一样：这份文件从出具起没有改动过。不一样：不是当时的那一份，请以大厅存的为准。"
    )


def _journal(said: Statement) -> Iterator[PdfBlock]:
    yield PdfBlock(heading="第三步　核对内容和记录（可以不做）")
    yield PdfBlock(
        pairs=[
            ("内容的 SHA-256", said.digest),
            ("日志到第几条", str(said.tail.seq)),
            ("这一条日志的哈希", said.tail.hash),
            ("出具时间", moment(said.made_at)),
        ]
    )
    yield PdfBlock(
        text="内容：日志里这条公告的 NoticePublished，digest 应当与上面“内容的 SHA-256”一样，"
        "就是审核时的内容。图片和每一页下面也印着文件的校验码，拿到文件可以照第一步算。\n"
        "记录：日志每一条都带着前一条的哈希，从第 1 条起可以在别的电脑上重算"
        "（大厅系统的接口说明里有现成的脚本）。算到"
        f"第 {said.tail.seq} 条，与上面的哈希一样，出具以前的记录就没有改动过。"
        "在服务器上运行 hall doctor，会做同样的核对。"
    )
