using System.Security.Cryptography;
using System.Text;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Secrets;

/// <summary>Replaces secret texts in the digest that is kept of each request. A plain digest of a short text, such as the name of a disease, could be found
/// by trying; this one needs a key.</summary>
public sealed class Blinder(Database database, Sealer sealer, SealedStore store)
{
    private const string Record = "1";
    private byte[]? key;

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

    public string Blind(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(
        key ?? throw new InvalidOperationException("The blinding key is read at the start."), Encoding.UTF8.GetBytes(text)));

    private Task<byte[]?> FindAsync(CancellationToken cancellation) => database.ReadAsync(
        sql => sql.SingleOrDefaultAsync<byte[]>("select sealed from blinding_key where id = 1"), cancellation);
}
