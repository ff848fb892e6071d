using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.Tests.Testing.Fuzz;

namespace OrdreCouncils.Tests.Registry.Search;

/// <summary>A search reads the matches of the index from the store a moment later: a physician who changed in between and no longer matches is not
/// shown.</summary>
public sealed class SearchUnderChangeTests
{
    private static readonly int Turns = Storm.Cases(80);

    [Theory, Engines]
    public async Task SearchPhysicians_BesideRenames_ShowsNobodyUnderAnotherName(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(Named("ZÉBULON"));
        var client = await app.PhysiciansAsync();
        using var done = new CancellationTokenSource();

        var asking = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var found = 0;
            while (!done.IsCancellationRequested)
            {
                var answer = await client.SearchPhysiciansAsync(new SearchPhysiciansRequest { Name = "zebulon" });
                Assert.All(answer.Physicians, person => Assert.Equal("ZÉBULON", person.FamilyName));
                found += answer.Physicians.Count;
            }

            return found;
        })));
        for (var turn = 1; turn <= Turns && !asking.IsFaulted; turn++)
            await app.ImportAsync(Named(turn % 2 == 0 ? "ZÉBULON" : "YOTTA"));
        await done.CancelAsync();

        Assert.True((await asking).Sum() > 0, "Nobody was ever found.");
    }

    private static RegisterFile Named(string family)
    {
        var file = new RegisterFile();
        foreach (var rpps in NumberedFile.AllRpps(100))
            file.Line(rpps, family);
        return file;
    }
}
