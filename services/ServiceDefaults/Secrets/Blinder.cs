using System.Security.Cryptography;
using System.Text;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Secrets;

/// <summary>
/// Stands in for secret texts where one must be recognised without being kept. The platform keeps a digest of each request, to know its repetition;
/// of a short text, such as the name of a disease, a bare digest would tell whoever tries a few. These digests need a key.
/// </summary>
public sealed class Blinder(Database database, Sealer sealer, SealedStore store)
{
    private const string Record = "1";
    private byte[]? key;

    /// <summary>Reads the key, made at the first start of the first replica.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is null)
        {
            var made = sealer.Seal(store.BlindingKey, Record, Convert.ToBase64String(RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes)));
            await database.WriteAsync(
                async sql => await sql.ExecuteAsync("insert into blinding_key (id, sealed) values (1, @made) on conflict (id) do nothing", new { made }) == 1,
                cancellation);
        }

        key = Convert.FromBase64String(sealer.Open(store.BlindingKey, Record, (await FindAsync(cancellation))!));
    }

    /// <summary>The same for the same text, and for no other; tells nothing without the key.</summary>
    public string Blind(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(
        key ?? throw new InvalidOperationException("The blinding key is read at the start."), Encoding.UTF8.GetBytes(text)));

    private Task<byte[]?> FindAsync(CancellationToken cancellation) => database.ReadAsync(
        sql => sql.SingleOrDefaultAsync<byte[]>("select sealed from blinding_key where id = 1"), cancellation);
}
