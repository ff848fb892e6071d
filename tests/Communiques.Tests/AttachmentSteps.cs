using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.Tests.Testing;
using Files = OrdreCouncils.Protos.Communiques.V1.AttachmentsService.AttachmentsServiceClient;

namespace OrdreCouncils.Tests.Communiques;

/// <summary>Uploads and openings of files of communiqués, as clients and readers do them.</summary>
internal static class AttachmentSteps
{
    public const int Part = 1024 * 1024;

    /// <summary>A text in the file that must be in no storage before the embargo.</summary>
    public const string Inside = "Circulaire-encore-sous-embargo";

    public static readonly byte[] Circular = Pdf(3_000);

    public static Task<Files> FilesAsync(this PressApp app, string identity = "cnom-presse") => app.App.ClientAsync<Files>(identity);

    /// <summary>A draft with the files, each a circular of its own.</summary>
    public static async Task<Communique> DraftWithAsync(this PressApp app, params string[] titles)
    {
        var draft = await app.DraftAsync();
        foreach (var title in titles)
        {
            // The order of files is that of their identifiers, which tell milliseconds.
            app.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await app.AddedAsync(draft.Id, header => header.Title = title);
        }

        return await app.GetAsync(draft.Id);
    }

    public static async Task<UploadAttachmentResponse> AddedAsync(this PressApp app, string id, Action<AttachmentHeader>? edit = null, byte[]? file = null)
    {
        var header = Header(id, file ?? Circular);
        edit?.Invoke(header);
        return await (await app.FilesAsync()).UploadAsync(header, file ?? Circular);
    }

    public static AttachmentHeader Header(string id, byte[] file) => new()
    {
        RequestId = Some.Id(),
        CommuniqueId = id,
        Title = "Circulaire n° 2024-7 : l’été",
        Size = file.Length,
        Sha256 = Digest(file),
    };

    public static string Digest(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>Sends the bytes from the header's offset to <paramref name="until"/>.</summary>
    public static async Task<UploadAttachmentResponse> UploadAsync(this Files files, AttachmentHeader header, byte[] file, int? until = null)
    {
        using var call = files.UploadAttachment();
        return await call.SendAsync(
            new UploadAttachmentRequest { Header = header }, chunk => new UploadAttachmentRequest { Chunk = chunk }, file, header.Offset, until);
    }

    public static async Task<(Attachment Attachment, byte[] Bytes)> OpenedAsync(this Files files, string id)
    {
        using var call = files.DownloadAttachment(new DownloadAttachmentRequest { DocumentId = id });
        Attachment? attachment = null;
        using var bytes = new MemoryStream();
        await foreach (var message in call.ResponseStream.ReadAllAsync())
        {
            if (message.PartCase == DownloadAttachmentResponse.PartOneofCase.Attachment)
                attachment = message.Attachment;
            else
                message.Chunk.WriteTo(bytes);
        }

        return (attachment!, bytes.ToArray());
    }

    public static string Address(Communique communique, string document) => $"/communiques/{communique.Approval.Slug}/pieces/{document}";

    public static RemoveAttachmentRequest Removal(Communique draft, Attachment file) =>
        new() { RequestId = Some.Id(), DocumentId = file.DocumentId, Etag = draft.Etag };

    public static byte[] Pdf(int size)
    {
        var file = new byte[size];
        new Random(size).NextBytes(file);
        Encoding.ASCII.GetBytes($"%PDF-1.7 {Inside}").CopyTo(file, 0);
        return file;
    }
}
