using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Documents;

/// <summary>Whoever can write to the storage or to the store cannot change, cut or mix documents without it being seen.</summary>
public sealed class DamageTests
{
    private const int Part = DocumentCipher.PartBytes;

    [Theory, OneEngine]
    public async Task Read_ChangedBytes_AreDataLoss(SqlEngine engine)
    {
        foreach (var damage in Damages)
        {
            await using var bench = await DocumentBench.StartAsync(engine);
            var row = await bench.KeptAsync(DocumentBench.Pdf((2 * Part) + 70_000));
            damage(bench.Files);

            await LostAsync(bench, row.Id);
        }
    }

    [Theory, Engines]
    public async Task Read_ChangedRow_IsDataLoss(SqlEngine engine)
    {
        foreach (var change in new[]
        {
            "update documents set size = size - 1, received = received - 1", "update documents set sha256 = replace(sha256, substr(sha256, 1, 1), 'x')",
            "delete from document_parts where number = 1", "update document_parts set attempt = 2 where number = 1", "update documents set state = 'Received'",
        })
        {
            await using var bench = await DocumentBench.StartAsync(engine);
            var row = await bench.KeptAsync(DocumentBench.Pdf(Part + 10));
            await bench.Database.WriteAsync(async sql => await sql.ExecuteAsync(change) > 0, default);

            await LostAsync(bench, row.Id);
        }
    }

    [Theory, OneEngine]
    public async Task Read_BytesOfAnotherDocument_AreDataLoss(SqlEngine engine)
    {
        await using var bench = await DocumentBench.StartAsync(engine);
        var first = await bench.KeptAsync(DocumentBench.Pdf(100));
        var second = await bench.KeptAsync(DocumentBench.Pdf(100, 2));
        File.Copy(PathOf(bench, first.Id), PathOf(bench, second.Id), overwrite: true);
        // Neither with the other's key.
        await LostAsync(bench, second.Id);
        await bench.Database.WriteAsync(
            async sql => await sql.ExecuteAsync(
                "update documents set sealed_key = (select sealed_key from documents where id = @first) where id = @second",
                new { first = first.Id, second = second.Id }) > 0,
            default);

        await LostAsync(bench, second.Id);

        static string PathOf(DocumentBench bench, string id) => bench.Files.Single(path => path.Contains(id, StringComparison.Ordinal));
    }

    private static IEnumerable<Action<IReadOnlyList<string>>> Damages =>
    [
        files => Edit(files[0], bytes => bytes[DocumentCipher.ChunkBytes + 40] ^= 1),
        files => Edit(files[1], bytes => bytes[^1] ^= 1),
        files => File.Delete(files[2]),
        files => File.Copy(files[0], files[1], overwrite: true),
        // The last part without its last chunk, and a part with more than it had.
        files => File.WriteAllBytes(files[2], File.ReadAllBytes(files[2])[..(DocumentCipher.ChunkBytes + 16)]),
        files => File.AppendAllText(files[1], "more"),
        files => File.WriteAllBytes(files[0], []),
    ];

    private static void Edit(string file, Action<byte[]> edit)
    {
        var bytes = File.ReadAllBytes(file);
        edit(bytes);
        File.WriteAllBytes(file, bytes);
    }

    private static async Task LostAsync(DocumentBench bench, string id)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => bench.ReadAsync(id));
        Assert.Equal((StatusCode.DataLoss, Reasons.DocumentDamaged), (failure.StatusCode, failure.Reason()));
    }
}
