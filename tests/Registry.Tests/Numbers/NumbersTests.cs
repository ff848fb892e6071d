using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.NumberedFile;

namespace OrdreCouncils.Tests.Registry.Numbers;

/// <summary>The copy of the register's numbers that mutual aid keeps.</summary>
public sealed class NumbersTests
{
    [Theory, Engines]
    public async Task ReadNumbers_WalkAndWhatChanges_GivesEachNumberWithItsPresentCouncil(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line(Rpps(1)).Line(Rpps(2), postalCode: "13001"));
        var client = await ClientAsync(app);

        var first = await client.ReadNumbersAsync(new ReadNumbersRequest());
        var quiet = await client.ReadNumbersAsync(new ReadNumbersRequest { Token = first.NextToken });
        await app.ImportAsync(new RegisterFile().Line(Rpps(2), postalCode: "69001").Line(Rpps(3), postalCode: "2A100", department: "2A"));
        var later = await client.ReadNumbersAsync(new ReadNumbersRequest { Token = quiet.NextToken });

        Assert.Equal([(Rpps(1), "75"), (Rpps(2), "13")], Pairs(first));
        Assert.True(first.Complete);
        Assert.Empty(quiet.Numbers);
        Assert.Equal(first.NextToken, quiet.NextToken);
        Assert.Equal([(Rpps(2), "69"), (Rpps(3), "2A")], Pairs(later));
    }

    [Fact]
    public async Task ReadNumbers_MoreThanAPage_AreAllGivenOnce()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        var file = new RegisterFile();
        foreach (var number in Enumerable.Range(1, 5_001))
            file.Line(Rpps(number));
        await app.ImportAsync(file);
        var client = await ClientAsync(app);

        var first = await client.ReadNumbersAsync(new ReadNumbersRequest());
        var second = await client.ReadNumbersAsync(new ReadNumbersRequest { Token = first.NextToken });

        Assert.Equal((5_000, false, 1, true), (first.Numbers.Count, first.Complete, second.Numbers.Count, second.Complete));
        Assert.Equal(5_001, first.Numbers.Concat(second.Numbers).Select(number => number.Rpps).Distinct().Count());
    }

    /// <summary>The walk names nobody, so the access log cannot tell about whom mutual aid asks; a later change is an entry because the register changed.</summary>
    [Theory, Engines]
    public async Task ReadNumbers_InTheAccessLog_IsOneEntryForTheWalk_AndOneForEachLaterChange(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line(Rpps(1)).Line(Rpps(2)));
        var client = await ClientAsync(app);
        var walk = await client.ReadNumbersAsync(new ReadNumbersRequest());
        await app.ImportAsync(new RegisterFile().Line(Rpps(2), postalCode: "69001"));
        await client.ReadNumbersAsync(new ReadNumbersRequest { Token = walk.NextToken });

        await app.App.Host.StopAsync();

        Assert.Equal(
            [$"physicians/{Rpps(2)}", "register"],
            await app.App.Database.ReadAsync(
                sql => sql.QueryAsync<string>("select subject from record_accesses where actor = 'svc-mutual-aid' order by subject"), default));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1.2")]
    [InlineData("1.-2.3")]
    [InlineData("1.2.3.4")]
    [InlineData("1.2.1012345678a")]
    [InlineData("99999999999999999999.1.1")]
    public async Task ReadNumbers_AForeignToken_IsRefusedByName(string token)
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);

        await Faults.InvalidAsync((await ClientAsync(app)).ReadNumbersAsync(new ReadNumbersRequest { Token = token }), "token");
    }

    [Theory]
    [InlineData("cnam")]
    [InlineData("cnom-registre")]
    [InlineData("svc-discipline")]
    public async Task ReadNumbers_ByAnotherCaller_IsRefused(string identity)
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);

        await Faults.FailsAsync(
            StatusCode.PermissionDenied, (await app.App.ClientAsync<NumbersService.NumbersServiceClient>(identity)).ReadNumbersAsync(new ReadNumbersRequest()));
    }

    private static Task<NumbersService.NumbersServiceClient> ClientAsync(RegistryApp app) =>
        app.App.ClientAsync<NumbersService.NumbersServiceClient>("svc-mutual-aid");

    private static IEnumerable<(string, string)> Pairs(ReadNumbersResponse page) => page.Numbers.Select(number => (number.Rpps, number.Council)).Order();
}
