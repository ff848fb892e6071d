using System.IO.Compression;
using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Documents;

namespace OrdreCouncils.Tests.ServiceDefaults.Documents;

public sealed class DocumentOptionTests
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    [Fact]
    public void Options_WithoutExactlyOneWholePlace_FailNamingIt()
    {
        Faulty(new DocumentOptions(), "Documents:Folder");
        Faulty(new DocumentOptions { Folder = "/x", S3 = { Endpoint = "https://s3" } }, "either Documents:Folder");
        Faulty(new DocumentOptions { S3 = { Endpoint = "http://s3.example", Bucket = "b" } }, "Documents:S3:Endpoint");
        Faulty(new DocumentOptions { S3 = { Endpoint = "https://s3.example" } }, "Documents:S3:Bucket");
        Faulty(new DocumentOptions { S3 = { Endpoint = "https://s3.example", Bucket = "b", AccessKeyFile = "/absent" } }, "AccessKeyFile");
        Faulty(new DocumentOptions { Folder = "/x", SweepAfter = TimeSpan.FromMinutes(59) }, "Documents:SweepAfter");
        Settings.Validate(new DocumentOptions { Folder = "/x" }, DocumentOptions.Section);

        static void Faulty(DocumentOptions options, string named) =>
            Assert.Contains(named, Assert.Throws<InvalidOperationException>(() => Settings.Validate(options, DocumentOptions.Section)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MediaTypes_OfTheFirstBytes_AreThoseOfTheList()
    {
        Assert.Equal("application/pdf", MediaTypes.Of("%PDF-1.4\n"u8));
        Assert.Equal("image/png", MediaTypes.Of([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]));
        Assert.Equal("image/jpeg", MediaTypes.Of([0xFF, 0xD8, 0xFF, 0xE0]));
        Assert.Equal("image/tiff", MediaTypes.Of("II*\0"u8));
        Assert.Equal("image/tiff", MediaTypes.Of("MM\0*"u8));
        Assert.Equal(Docx, MediaTypes.Of(Zip("[Content_Types].xml", "_rels/.rels", "word/document.xml")));
        Assert.Equal("application/vnd.oasis.opendocument.text", MediaTypes.Of(Zip("mimetype=application/vnd.oasis.opendocument.text", "content.xml")));
        foreach (var other in new[]
        {
            Zip("[Content_Types].xml", "xl/workbook.xml"), Zip("word/document.xml", "word/vbaProject.bin"), Zip("a.txt"),
            Zip("mimetype=application/vnd.oasis.opendocument.spreadsheet"), Zip("mimetype=application/vnd.oasis.opendocument.text-template"),
            "MZ\u0090\0"u8.ToArray(), "<!DOCTYPE html>"u8.ToArray(), " %PDF-1.4"u8.ToArray(), "PK\u0003\u0004"u8.ToArray(), [],
        })
        {
            Assert.Null(MediaTypes.Of(other));
        }
    }

    private static byte[] Zip(params string[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                var (name, text) = entry.Split('=') is [var named, var content] ? (named, content) : (entry, "text");
                using var body = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                body.Write(System.Text.Encoding.ASCII.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}
