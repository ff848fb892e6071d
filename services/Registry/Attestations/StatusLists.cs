using System.IO.Compression;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Attestations;

/// <summary>Signed lists of the states of attestations (IETF draft-ietf-oauth-status-list: two bits each, in the order of their places). A verifier who holds
/// many attestations reads one list, and the register does not learn which attestation the verifier holds.</summary>
internal sealed class StatusLists(Database database, EntryBatches entries, SigningKeys keys, AttestationOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>Seconds for which a verifier, a cache on the way and this service may keep a list.</summary>
    public const int Life = 60;
    private const int Bits = 2;
    private const int PerByte = 8 / Bits;
    private const int BatchSize = 1_000;
    private const long SecondsValid = 24 * 60 * 60;

    private readonly Dictionary<long, (DateTimeOffset At, string Document)> kept = [];

    // One list at a time: however many anonymous callers ask, a list is computed once a minute.
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Null when there is no list of this number.</summary>
    public async Task<string?> FindAsync(long list, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var now = clock.GetUtcNow();
            if (kept.TryGetValue(list, out var known) && now - known.At < TimeSpan.FromSeconds(Life))
                return known.Document;
            var taken = await database.ReadAsync(AttestationStore.PlacesTakenAsync, cancellation);
            if (taken == 0 || list < 0 || list > StatusPlace.Of(taken - 1).List)
                return null;
            var document = Sign(list, await StatesAsync(list, now, cancellation), now);
            kept[list] = (now, document);
            return document;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<byte[]> StatesAsync(long list, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = LegalDay.Of(now);
        var from = list * StatusPlace.ListSize;
        var rows = await database.ReadAsync(sql => AttestationStore.ListAsync(sql, from, from + StatusPlace.ListSize, today), cancellation);
        var states = new byte[StatusPlace.ListSize / PerByte];
        foreach (var batch in rows.Chunk(BatchSize))
        {
            var found = await entries.FindAsync(batch.Select(row => row.Rpps), cancellation);
            foreach (var row in batch)
            {
                var index = StatusPlace.Of(row.Place!.Value).Index;
                var state = AttestationRules.State(row, AttestedFacts.Read(row.Facts), found[row.Rpps].Value, today);
                states[index / PerByte] |= (byte)(Code(state) << (index % PerByte * Bits));
            }
        }

        return states;
    }

    /// <summary>SUSPENDED (2) for a register that differs, because it may agree again. Expired attestations stay 0: their document has its own end.</summary>
    private static int Code(AttestationState state) => state switch
    {
        AttestationState.Revoked => 1,
        AttestationState.Overtaken => 2,
        _ => 0,
    };

    private string Sign(long list, byte[] states, DateTimeOffset now)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(states);
        return keys.Sign(
            new Dictionary<string, object>
            {
                ["iss"] = AttestationClaims.Issuer(options.Address),
                ["sub"] = options.Address + AttestationPaths.StatusList(list),
                ["iat"] = now.ToUnixTimeSeconds(),
                ["exp"] = now.ToUnixTimeSeconds() + SecondsValid,
                ["ttl"] = Life,
                ["status_list"] = new Dictionary<string, object> { ["bits"] = Bits, ["lst"] = Base64UrlEncoder.Encode(packed.ToArray()) },
            },
            SigningKeys.StatusList);
    }
}
