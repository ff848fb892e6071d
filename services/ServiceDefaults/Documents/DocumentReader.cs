using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Google.Protobuf;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>Reads documents that a record keeps.</summary>
public sealed class DocumentReader
{
    private const int ChunkBytes = 262_144;

    private readonly Database database;
    private readonly DocumentVault vault;

    internal DocumentReader(Database database, DocumentVault vault)
    {
        this.database = database;
        this.vault = vault;
    }

    /// <summary>Sends the bytes in chunks of at most 262,144.</summary>
    /// <param name="id">Of the document.</param>
    /// <param name="send">Writes a message that holds the chunk, and returns once it is written: the chunk uses the part's own bytes.</param>
    /// <param name="cancellation">Of the call.</param>
    public async Task SendAsync(string id, Func<ByteString, Task> send, CancellationToken cancellation)
    {
        await foreach (var part in ReadAsync(id, cancellation))
        {
            for (var rest = part; rest.Length > 0;)
            {
                var length = Math.Min(ChunkBytes, rest.Length);
                await send(UnsafeByteOperations.UnsafeWrap(rest[..length]));
                rest = rest[length..];
            }
        }
    }

    /// <summary>The bytes in order, a part at a time; a part is valid until the next is asked for. DATA_LOSS before a part that is not what was
    /// uploaded.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var row = await database.ReadAsync(sql => DocumentStore.GetAsync(sql, id), cancellation);
        if (row is not { State: DocumentState.Kept })
            throw vault.Damaged(id, "its row is absent");
        var attempts = await database.ReadAsync(sql => DocumentStore.PartsAsync(sql, id), cancellation);
        if (attempts.Count != DocumentCipher.Parts(row.Size))
            throw vault.Damaged(id, "the row of a part is absent");

        using var cipher = vault.Cipher(row);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var plain = ArrayPool<byte>.Shared.Rent(DocumentCipher.PartBytes);
        var sealedPart = ArrayPool<byte>.Shared.Rent(DocumentCipher.SealedPartBytes);
        try
        {
            for (var part = 0; part < attempts.Count; part++)
            {
                var bytes = plain.AsMemory(0, DocumentCipher.PlainBytes(part, row.Size));
                await vault.ReadAsync(row, cipher, part, attempts[part], sealedPart.AsMemory(0, DocumentCipher.SealedPartBytes), bytes, cancellation);
                hash.AppendData(bytes.Span);
                // The last part leaves only when the whole has its digest.
                if (part == attempts.Count - 1 && Convert.ToHexStringLower(hash.GetHashAndReset()) != row.Sha256)
                    throw vault.Damaged(id, "its digest is another");
                yield return bytes;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
            ArrayPool<byte>.Shared.Return(sealedPart);
        }
    }
}
