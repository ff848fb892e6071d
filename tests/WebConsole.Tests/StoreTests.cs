using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.WebConsole;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Drafts;
using OrdreCouncils.WebConsole.SignIn;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>The console's own store on both engines.</summary>
public class StoreTests
{
    [Theory, Engines]
    public async Task Draft_IsOneForAnActOnARecord_AndItsOwnersAlone(SqlEngine engine)
    {
        await using var store = await OpenAsync(engine);
        var begun = await store.Drafts.BeginAsync("cdom-75", "signer", "dossier", "3", Answers.None.With("faits", "É\nsecret"), default);
        var again = await store.Drafts.BeginAsync("cdom-75", "signer", "dossier", "4", Answers.None, default);
        Assert.Equal((begun.Id, begun.RequestId, "É\nsecret"), (again.Id, again.RequestId, again.Answers.Text("faits")));
        Assert.Null(await store.Drafts.FindAsync(begun.Id, "cdom-62", default));
        Assert.NotEqual(begun.Id, (await store.Drafts.BeginAsync("cdom-62", "signer", "dossier", "3", Answers.None, default)).Id);

        Assert.True(await store.Drafts.SaveAsync(begun, "cdom-75", Answers.None.With("faits", "deux"), "3", default));
        // Another tab that saw the first version.
        Assert.False(await store.Drafts.SaveAsync(begun, "cdom-75", Answers.None.With("faits", "trois"), "3", default));
        Assert.Equal("deux", (await store.Drafts.FindAsync(begun.Id, "cdom-75", default))!.Answers.Text("faits"));
    }

    [Theory, Engines]
    public async Task Draft_Finished_IsKeptWithItsOutcome_AndANewOneMayBegin(SqlEngine engine)
    {
        await using var store = await OpenAsync(engine);
        var draft = await store.Drafts.BeginAsync("cdom-75", "signer", "dossier", "", Answers.None, default);
        await store.Drafts.FinishAsync(draft, "cdom-75", new Outcome("Signée", "75-1") { Next = ["Suite"] });
        var done = (await store.Drafts.FindAsync(draft.Id, "cdom-75", default))!;
        Assert.Equal(("Signée", "75-1", "Suite"), (done.Outcome!.Done, done.Outcome.Reference, done.Outcome.Next.Single()));
        Assert.False(await store.Drafts.SaveAsync(done, "cdom-75", Answers.None, "", default));
        Assert.False(await store.Drafts.DeleteAsync(draft.Id, "cdom-75", default));
        Assert.NotEqual(draft.Id, (await store.Drafts.BeginAsync("cdom-75", "signer", "dossier", "", Answers.None, default)).Id);
        Assert.Equal(draft.Id, (await store.Drafts.ListAsync("cdom-75", done: true, default)).Single().Id);
    }

    [Theory, Engines]
    public async Task Texts_AreSealedInTheStore(SqlEngine engine)
    {
        await using var store = await OpenAsync(engine);
        await store.Drafts.BeginAsync("cdom-75", "signer", "dossier", "", Answers.None.With("faits", "un secret"), default);
        var key = await store.Sessions.StoreAsync(Ticket("jeton-secret"));
        var (answers, ticket) = await store.Database.ReadAsync(
            async sql => (await sql.ScalarAsync<byte[]>("select answers from drafts"), await sql.ScalarAsync<byte[]>("select ticket from sessions")), default);
        foreach (var bytes in new[] { answers, ticket })
        {
            Assert.DoesNotContain("secret", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            Assert.DoesNotContain(key, System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        }

        Assert.Equal("jeton-secret", (await store.Sessions.RetrieveAsync(key))!.Properties.GetTokenValue("access_token"));
    }

    [Theory, Engines]
    public async Task Session_IsRefreshedByOneRequestAtATime_AndEndsByTheProvidersName(SqlEngine engine)
    {
        await using var store = await OpenAsync(engine);
        var key = await store.Sessions.StoreAsync(Ticket("un"));
        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => store.Sessions.ClaimRefreshAsync(key, TimeSpan.FromMinutes(1))));
        Assert.Single(claims, claimed => claimed);
        await store.Sessions.RenewAsync(key, Ticket("deux"));
        Assert.Equal("deux", (await store.Sessions.RetrieveAsync(key))!.Properties.GetTokenValue("access_token"));
        Assert.True(await store.Sessions.ClaimRefreshAsync(key, TimeSpan.FromMinutes(1)));

        await store.Sessions.EndAsync("another", "cdom-75");
        Assert.NotNull(await store.Sessions.RetrieveAsync(key));
        await store.Sessions.EndAsync("provider-session", "");
        Assert.Null(await store.Sessions.RetrieveAsync(key));
    }

    [Theory, Engines]
    public async Task Session_AfterItsTime_IsOver(SqlEngine engine)
    {
        await using var store = await OpenAsync(engine);
        foreach (var (column, age) in new[] { ("seen_at", Session.Idle), ("started_at", Session.Longest) })
        {
            var key = await store.Sessions.StoreAsync(Ticket("un"));
            await MoveAsync(store, column, age - TimeSpan.FromSeconds(20));
            Assert.NotNull(await store.Sessions.RetrieveAsync(key));
            await MoveAsync(store, column, age + TimeSpan.FromSeconds(1));
            Assert.Null(await store.Sessions.RetrieveAsync(key));
            await store.Sessions.EndAsync("", "cdom-75");
        }
    }

    private static Task<bool> MoveAsync(OpenStore store, string column, TimeSpan age) => store.Database.WriteAsync(
        async sql => await sql.ExecuteAsync($"update sessions set {column} = @at", new { at = DateTimeOffset.UtcNow - age }) > 0, default);

    private static AuthenticationTicket Ticket(string token)
    {
        var properties = new AuthenticationProperties();
        properties.StoreTokens([new AuthenticationToken { Name = "access_token", Value = token }]);
        return new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "cdom-75"), new Claim("sid", "provider-session")], "Cookies")), properties, "Cookies");
    }

    private static async Task<OpenStore> OpenAsync(SqlEngine engine)
    {
        var store = await TestStore.CreateAsync(engine);
        var database = new Database(Microsoft.Extensions.Options.Options.Create(new DatabaseOptions { Engine = engine, ConnectionString = store.ConnectionString }));
        await new Migrator(database, NullLogger<Migrator>.Instance).ApplyAsync([typeof(WebConsoleHost).Assembly], default);
        var sealer = new Sealer(new EphemeralDataProtectionProvider(), NullLogger<Sealer>.Instance);
        return new OpenStore(store, database, new DraftStore(database, sealer), new SessionStore(database, sealer));
    }

    private sealed record OpenStore(TestStore Store, Database Database, DraftStore Drafts, SessionStore Sessions) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Database.DisposeAsync();
            Store.Dispose();
        }
    }
}
