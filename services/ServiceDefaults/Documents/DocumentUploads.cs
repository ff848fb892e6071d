using System.Buffers;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>Receives documents. The bytes are durable and checked before the service writes the record that refers to them, so a record never lacks its bytes;
/// an upload without a record is swept.</summary>
public sealed class DocumentUploads
{
    public const long MostBytes = 50L * 1024 * 1024;

    private readonly Database database;
    private readonly DocumentVault vault;
    private readonly Blinder blinder;
    private readonly FileTypes types;
    private readonly DocumentOptions options;
    private readonly TimeProvider clock;

    internal DocumentUploads(Database database, DocumentVault vault, Blinder blinder, FileTypes types, DocumentOptions options, TimeProvider clock)
    {
        this.database = database;
        this.vault = vault;
        this.blinder = blinder;
        this.types = types;
        this.options = options;
        this.clock = clock;
    }

    /// <summary>Stores the file of an upload call, from the bytes that are missing on.</summary>
    /// <param name="context">Of the call: the upload is the caller's.</param>
    /// <param name="told">The header without its offset, in which alone repeated calls may differ.</param>
    /// <param name="file">What the header announces.</param>
    /// <param name="requests">The call's messages after the header.</param>
    /// <param name="chunk">The bytes of a message.</param>
    /// <returns>A row in state Received or Kept.</returns>
    public async Task<DocumentRow> StoreAsync<TRequest>(
        ServerCallContext context, IMessage told, AnnouncedFile file, IAsyncStreamReader<TRequest> requests, Func<TRequest, ByteString> chunk)
    {
        var row = await BeginAsync(
            context.Caller().Person.Subject, file.RequestId, told.ToByteArray(), file.Sha256, file.Size, file.Offset, context.CancellationToken);
        return row.State == DocumentState.Uploading
            ? await ReceiveAsync(row, cancellation => UploadMessages.ChunkAsync(requests, chunk, cancellation), context.CancellationToken)
            : row;
    }

    /// <summary>State of the caller's own upload; NOT_FOUND when the caller began none under this id, or it was deleted.</summary>
    public async Task<UploadProgress> ProgressAsync(ServerCallContext context, string requestId)
    {
        var violations = new Violations();
        var id = violations.RequestId(requestId);
        violations.ThrowIfAny();

        var row = await FindAsync(context.Caller().Person.Subject, id, context.CancellationToken) ?? throw Fault.NotFound("upload");
        return new(row.Received, row.Size, row.State == DocumentState.Kept ? null : row.StartedAt + options.SweepAfter);
    }

    /// <summary>Begins an upload, or continues the one of the same request id. Any earlier call of the upload can add nothing from now on.</summary>
    /// <param name="told">What the caller says of the document. A repeated call must say the same.</param>
    /// <returns>A row in state Uploading, Received or Kept.</returns>
    public async Task<DocumentRow> BeginAsync(
        string actor, string requestId, byte[] told, string sha256, long size, long offset, CancellationToken cancellation)
    {
        var digest = blinder.Blind(Convert.ToBase64String(told));
        if (await FindAsync(actor, requestId, cancellation) is null)
        {
            var now = clock.GetUtcNow();
            var id = Guid.CreateVersion7(now).ToString();
            var made = new DocumentRow
            {
                Id = id, Digest = digest, Sha256 = sha256, Size = size, SealedKey = vault.NewSealedKey(id, sha256, size), StartedAt = now,
            };
            await database.WriteAsync(async sql => await DocumentStore.InsertAsync(sql, made, actor, requestId) == 1, cancellation);
        }

        DocumentRow? row = null;
        await database.WriteAsync(
            async sql =>
            {
                row = await DocumentStore.OfRequestAsync(sql, actor, requestId);
                if (row is null || row.Digest != digest || row.State != DocumentState.Uploading || row.Received != offset)
                    return false;
                var changed = await DocumentStore.NextAttemptAsync(sql, row.Id) == 1;
                row = await DocumentStore.GetAsync(sql, row.Id);
                return changed;
            },
            cancellation);
        return Check(row, digest, offset);
    }

    /// <summary>The upload of a request id; null when there is none, or it is being deleted.</summary>
    public async Task<DocumentRow?> FindAsync(string actor, string requestId, CancellationToken cancellation) =>
        await database.ReadAsync(sql => DocumentStore.OfRequestAsync(sql, actor, requestId), cancellation) is { State: not DocumentState.Doomed } row
            ? row
            : null;

    /// <summary>Receives the bytes that are missing, part by part, and checks the whole. One part is held in memory at a time.</summary>
    /// <param name="next">The next bytes of the caller; empty at the end.</param>
    /// <returns>The document in state Received.</returns>
    public async Task<DocumentRow> ReceiveAsync(
        DocumentRow row, Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>> next, CancellationToken cancellation)
    {
        using var cipher = vault.Cipher(row);
        var plain = ArrayPool<byte>.Shared.Rent(DocumentCipher.PartBytes);
        var sealedPart = ArrayPool<byte>.Shared.Rent(DocumentCipher.SealedPartBytes);
        try
        {
            var mediaType = await ReceivePartsAsync(row, cipher, new ChunkSource(next), plain, sealedPart, cancellation);
            await CheckWholeAsync(row, cipher, plain, sealedPart, cancellation);
            await TidyAsync(row, cancellation);
            return row with { MediaType = mediaType, Received = row.Size, State = DocumentState.Received };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
            ArrayPool<byte>.Shared.Return(sealedPart);
        }
    }

    /// <summary>Call it in the transaction that writes the record.</summary>
    public static async Task KeepAsync(SqlSession sql, DocumentRow row)
    {
        // Only an answer that is no longer kept comes here with a document that a record keeps.
        if (row.State == DocumentState.Kept)
            throw Fault.AlreadyExists(Reasons.RequestIdReused, "request_id", "This document was added already. Use a new UUID for each new document.");
        if (await DocumentStore.KeepAsync(sql, row.Id) != 1)
            throw Busy();
    }

    /// <summary>Call it in the transaction that deletes the record: the sweep then deletes the bytes.</summary>
    public static Task ReleaseAsync(SqlSession sql, string id) => DocumentStore.ReleaseAsync(sql, id);

    private static DocumentRow Check(DocumentRow? row, string digest, long offset)
    {
        if (row is null or { State: DocumentState.Doomed })
            throw Busy();
        if (row.Digest != digest)
        {
            throw Fault.AlreadyExists(
                Reasons.RequestIdReused, "request_id", "This request id was used for another document. Use a new UUID for each new document.");
        }

        if (row.State == DocumentState.Uploading && row.Received != offset)
        {
            throw Fault.Precondition(
                Reasons.UploadOffset,
                FormattableString.Invariant($"{row.Received} bytes of the upload are stored: send offset {row.Received} and the bytes from there on."));
        }

        return row;
    }

    private static RpcException Busy() => Fault.Unavailable(
        Reasons.UploadInterrupted, "Another call continues or deletes this upload. Ask for its offset, and continue it with the same request id.",
        TimeSpan.FromSeconds(1));

    private async Task<string> ReceivePartsAsync(
        DocumentRow row, DocumentCipher cipher, ChunkSource source, byte[] plain, byte[] sealedPart, CancellationToken cancellation)
    {
        var mediaType = row.MediaType;
        for (var part = (int)(row.Received / DocumentCipher.PartBytes); part < DocumentCipher.Parts(row.Size); part++)
        {
            var length = DocumentCipher.PlainBytes(part, row.Size);
            if (!await source.FillAsync(plain.AsMemory(0, length), cancellation))
            {
                throw Fault.Invalid("chunk", FormattableString.Invariant(
                    $"Send all {row.Size} bytes that the header announces. The upload goes on from offset {(long)part * DocumentCipher.PartBytes}."));
            }

            if (part == 0)
                mediaType = types.Of(plain.AsSpan(0, Math.Min(length, DocumentCipher.ChunkBytes)))
                    ?? throw await RefusedAsync(row, "chunk", types.Expected);
            var number = part;
            cipher.Seal(part, row.Attempt, plain.AsSpan(0, length), sealedPart);
            await vault.PutAsync(row, part, sealedPart.AsMemory(0, DocumentCipher.SealedBytes(length)), cancellation);
            if (!await database.WriteAsync(sql => DocumentStore.AddPartAsync(sql, row, number, length, mediaType), cancellation))
                throw Busy();
        }

        if (!await source.IsAtEndAsync(cancellation))
            throw await RefusedAsync(row, "chunk", FormattableString.Invariant($"Send no more than the {row.Size} bytes that the header announces."));
        return mediaType;
    }

    /// <summary>Reads the document back from the storage, so that what a record will refer to is known to open.</summary>
    private async Task CheckWholeAsync(DocumentRow row, DocumentCipher cipher, byte[] plain, byte[] sealedPart, CancellationToken cancellation)
    {
        var attempts = await database.ReadAsync(sql => DocumentStore.PartsAsync(sql, row.Id), cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var part = 0; part < DocumentCipher.Parts(row.Size); part++)
        {
            var length = DocumentCipher.PlainBytes(part, row.Size);
            await vault.ReadAsync(row, cipher, part, attempts[part], sealedPart.AsMemory(0, DocumentCipher.SealedPartBytes), plain.AsMemory(0, length),
                cancellation);
            hash.AppendData(plain, 0, length);
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != row.Sha256)
            throw await RefusedAsync(row, "header.sha256", "Send the SHA-256 digest of the bytes that follow: these have another. The upload begins anew.");
        if (!await database.WriteAsync(async sql => await DocumentStore.SetReceivedAsync(sql, row) == 1, cancellation))
            throw Busy();
    }

    /// <summary>Deletes what interrupted attempts left in the storage. Only an upload whose parts can no longer change has such a rest.</summary>
    private async Task TidyAsync(DocumentRow row, CancellationToken cancellation)
    {
        if (row.Attempt <= 1)
            return;
        var attempts = await database.ReadAsync(sql => DocumentStore.PartsAsync(sql, row.Id), cancellation);
        await vault.DeleteOthersAsync(row.Id, attempts, cancellation);
    }

    /// <summary>Forgets an upload that no repetition can complete, so that its request id can be used again.</summary>
    private async Task<RpcException> RefusedAsync(DocumentRow row, string field, string expected)
    {
        if (await database.WriteAsync(sql => DocumentStore.DoomAsync(sql, row.Id), CancellationToken.None))
        {
            await vault.DeleteAllAsync(row.Id, CancellationToken.None);
            await database.WriteAsync(
                async sql =>
                {
                    await DocumentStore.DeleteAsync(sql, row.Id);
                    return true;
                },
                CancellationToken.None);
        }

        return Fault.Invalid(field, expected);
    }

    /// <summary>Joins the caller's chunks to parts.</summary>
    private sealed class ChunkSource(Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>> next)
    {
        private ReadOnlyMemory<byte> left;

        public async Task<bool> FillAsync(Memory<byte> into, CancellationToken cancellation)
        {
            while (into.Length > 0)
            {
                if (left.Length == 0 && (left = await next(cancellation)).Length == 0)
                    return false;
                var taken = Math.Min(into.Length, left.Length);
                left[..taken].CopyTo(into);
                left = left[taken..];
                into = into[taken..];
            }

            return true;
        }

        public async Task<bool> IsAtEndAsync(CancellationToken cancellation) => left.Length == 0 && (await next(cancellation)).Length == 0;
    }
}
