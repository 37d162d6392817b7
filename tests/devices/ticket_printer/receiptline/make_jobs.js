const r=require('receiptline');
const docs={
 text:'^^^端村镇政务服务中心\n\n"A012\n_下划线_ `反白`\n-\n左 | 右\n=',
 code:'{c:http://192.168.1.10:8000/t/Xk29fQw81Zp0; o:qrcode,5,m}\n\n号票\n=',
 barcode:'{c:A012-2026; o:code128,2,72,hri}\n=',
 table:'{b:line; w:12 12}\n事项|份数\n-\n户口簿|2\n{b:space}\n完\n=',
};
const out={};
for (const cmd of ['escpos','generic']) for (const [k,d] of Object.entries(docs)) out[cmd+'-'+k]=Buffer.from(r.transform(d,{cpl:42,encoding:'gb18030',spacing:false,cutting:true,command:cmd}),'binary').toString('base64');
console.log(JSON.stringify(out,null,1));
