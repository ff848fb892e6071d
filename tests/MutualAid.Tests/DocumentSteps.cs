using System.Security.Cryptography;
using Grpc.Core;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.Tests.Testing;
using Documents = OrdreCouncils.Protos.MutualAid.V1.AidDocumentsService.AidDocumentsServiceClient;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>Uploads and openings of proofs, as a client does them.</summary>
internal static class DocumentSteps
{
    public const int Part = 1024 * 1024;
    public const string Title = "Certificat-du-docteur-Invente";

    /// <summary>A text in the file that must be in no store.</summary>
    public const string Inside = "Diagnostic-en-toutes-lettres";

    public static readonly byte[] Proof = Pdf(3_000);

    public static Task<Documents> DocumentsAsync(this MutualAidApp app, string identity = MutualAidApp.Referent) => app.Service.ClientAsync<Documents>(identity);

    public static async Task<UploadAidDocumentResponse> AddedAsync(
        this MutualAidApp app, string requestId, Action<AidDocumentHeader>? edit = null, string identity = MutualAidApp.Referent)
    {
        var header = Header(requestId, Proof);
        edit?.Invoke(header);
        return await (await app.DocumentsAsync(identity)).UploadAsync(header, Proof);
    }

    public static AidDocumentHeader Header(string requestId, byte[] file) => new()
    {
        RequestId = Requests.NewId(),
        AidRequestId = requestId,
        Kind = AidDocumentKind.Medical,
        Title = Title,
        Size = file.Length,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
    };

    /// <summary>Sends the bytes from the header's offset to <paramref name="until"/>.</summary>
    public static async Task<UploadAidDocumentResponse> UploadAsync(this Documents documents, AidDocumentHeader header, byte[] file, int? until = null)
    {
        using var call = documents.UploadAidDocument();
        return await call.SendAsync(
            new UploadAidDocumentRequest { Header = header }, chunk => new UploadAidDocumentRequest { Chunk = chunk }, file, header.Offset, until);
    }

    public static async Task<(AidDocument Document, byte[] Bytes)> OpenedAsync(
        this MutualAidApp app, string id, string identity = MutualAidApp.Referent)
    {
        using var call = (await app.DocumentsAsync(identity)).DownloadAidDocument(new DownloadAidDocumentRequest { DocumentId = id });
        AidDocument? document = null;
        using var bytes = new MemoryStream();
        await foreach (var message in call.ResponseStream.ReadAllAsync())
        {
            if (message.PartCase == DownloadAidDocumentResponse.PartOneofCase.Document)
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
        System.Text.Encoding.ASCII.GetBytes($"%PDF-1.7 {Inside}").CopyTo(file, 0);
        return file;
    }
}
