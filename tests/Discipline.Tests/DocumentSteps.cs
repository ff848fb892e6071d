using System.Security.Cryptography;
using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Tests.Testing;
using Documents = OrdreCouncils.Protos.Discipline.V1.CaseDocumentsService.CaseDocumentsServiceClient;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Uploads and openings of documents, as a client does them.</summary>
internal static class DocumentSteps
{
    public const int Part = 1024 * 1024;

    public static readonly byte[] Exhibit = Pdf(3_000);

    public static Task<Documents> DocumentsAsync(this DisciplineApp app, string identity = "cdom-75") => app.ClientAsync<Documents>(identity);

    /// <summary>An exhibit in a case.</summary>
    public static async Task<CaseDocument> AddedAsync(this DisciplineApp app, string caseId, Action<CaseDocumentHeader>? edit = null, string identity = "cdom-75")
    {
        var header = Header(caseId, Exhibit);
        edit?.Invoke(header);
        return (await (await app.DocumentsAsync(identity)).UploadAsync(header, Exhibit)).Document;
    }

    /// <summary>Request id of an upload that is complete.</summary>
    public static async Task<string> UploadIdAsync(this DisciplineApp app, string caseId)
    {
        var header = Header(caseId, Exhibit);
        await (await app.DocumentsAsync()).UploadAsync(header, Exhibit);
        return header.RequestId;
    }

    public static CaseDocumentHeader Header(string caseId, byte[] file) => new()
    {
        RequestId = Guid.NewGuid().ToString(),
        CaseId = caseId,
        Kind = CaseDocumentKind.Exhibit,
        Title = "Lettre de Mme Untel",
        ReceivedOn = Requests.Day(2026, 3, 9),
        Size = file.Length,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
    };

    /// <summary>Sends the bytes from the header's offset to <paramref name="until"/>.</summary>
    public static async Task<UploadCaseDocumentResponse> UploadAsync(this Documents documents, CaseDocumentHeader header, byte[] file, int? until = null)
    {
        using var call = documents.UploadCaseDocument();
        return await call.SendAsync(
            new UploadCaseDocumentRequest { Header = header }, chunk => new UploadCaseDocumentRequest { Chunk = chunk }, file, header.Offset, until);
    }

    public static async Task<(CaseDocument Document, byte[] Bytes)> OpenedAsync(this Documents documents, string id)
    {
        using var call = documents.DownloadCaseDocument(new DownloadCaseDocumentRequest { DocumentId = id });
        CaseDocument? document = null;
        using var bytes = new MemoryStream();
        await foreach (var message in call.ResponseStream.ReadAllAsync())
        {
            if (message.PartCase == DownloadCaseDocumentResponse.PartOneofCase.Document)
                document = message.Document;
            else
                message.Chunk.WriteTo(bytes);
        }

        return (document!, bytes.ToArray());
    }

    public static byte[] Pdf(int size)
    {
        var file = new byte[size];
        new Random(size).NextBytes(file);
        "%PDF-1.7"u8.CopyTo(file);
        return file;
    }
}
