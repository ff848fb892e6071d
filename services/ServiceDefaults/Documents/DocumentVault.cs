using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>Writes and reads the encrypted parts of documents. The key of a document is sealed by the service's key ring to the document, its size and its
/// digest, so none of them can be changed in the store.</summary>
internal sealed class DocumentVault(IDocumentStorage storage, Sealer sealer, SealedStore sealedStore, ILogger<DocumentVault> log)
{
    private static readonly HashSet<string> Nothing = [];
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public byte[] NewSealedKey(string id, string sha256, long size)
    {
        var key = DocumentCipher.NewKey();
        try
        {
            return sealer.Seal(sealedStore.DocumentKey, SealedTo(id, sha256, size), Convert.ToBase64String(key));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    public DocumentCipher Cipher(DocumentRow row)
    {
        try
        {
            var key = sealer.OpenBound(sealedStore.DocumentKey, SealedTo(row.Id, row.Sha256, row.Size), row.SealedKey);
            return new DocumentCipher(Convert.FromBase64String(key), row.Id, row.Size);
        }
        catch (CryptographicException)
        {
            throw Damaged(row.Id, "its key does not open");
        }
    }

    public Task PutAsync(DocumentRow row, int part, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        CallAsync(async () =>
        {
            await storage.PutAsync(row.Id, Name(part, row.Attempt), bytes, cancellation);
            return true;
        }, cancellation);

    /// <summary>Reads a part of a document and opens it. DATA_LOSS when it is not what was written.</summary>
    public async Task ReadAsync(
        DocumentRow row, DocumentCipher cipher, int part, int attempt, Memory<byte> scratch, Memory<byte> into, CancellationToken cancellation)
    {
        var length = await CallAsync(() => storage.ReadAsync(row.Id, Name(part, attempt), scratch, cancellation), cancellation);
        if (length < 0)
            throw Damaged(row.Id, "a part is absent or too long");
        try
        {
            cipher.Open(part, attempt, scratch.Span[..length], into.Span);
        }
        catch (CryptographicException)
        {
            throw Damaged(row.Id, "a part was changed or cut off");
        }
    }

    public Task DeleteAllAsync(string id, CancellationToken cancellation) => DeleteAsync(id, Nothing, cancellation);

    /// <summary>Deletes what interrupted attempts left behind.</summary>
    public Task DeleteOthersAsync(string id, IReadOnlyList<int> attempts, CancellationToken cancellation) =>
        DeleteAsync(id, attempts.Select((attempt, part) => Name(part, attempt)).ToHashSet(), cancellation);

    public Grpc.Core.RpcException Damaged(string id, string how)
    {
        log.LogError("Document {Document} is damaged: {How}", id, how);
        return Fault.Damaged("The stored document is damaged, and the rest is not sent. Tell the operator, who restores the document storage from a backup.");
    }

    private static string Name(int part, int attempt) => FormattableString.Invariant($"{part:00000}-{attempt}");

    private static SealedTo SealedTo(string id, string sha256, long size) => new(id, sha256, FormattableString.Invariant($"{size}"));

    private Task<bool> DeleteAsync(string id, IReadOnlySet<string> keep, CancellationToken cancellation) => CallAsync(
        async () =>
        {
            await storage.DeleteAsync(id, keep, cancellation);
            return true;
        },
        cancellation);

    private async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (
            !cancellation.IsCancellationRequested
            && exception is IOException or UnauthorizedAccessException or HttpRequestException
                or Amazon.Runtime.AmazonClientException or OperationCanceledException)
        {
            log.LogWarning("The document storage is unavailable ({Exception})", exception.GetType().Name);
            throw Fault.Unavailable(
                Reasons.StoreUnavailable,
                "The document storage does not answer. Repeat later; an upload goes on from the offset that its Get RPC tells.", Soon);
        }
    }
}
