using Grpc.Core;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Access;

public class OnBehalfOfTests(NotesFixture fixture) : IClassFixture<NotesFixture>
{
    [Fact]
    public async Task Call_ServiceForAPerson_KnowsBoth()
    {
        var answer = await (await fixture.App.NotesAsync("svc-discipline")).DescribeDisciplineAsync(new DescribeDisciplineRequest(), await HeaderAsync("cdom-75"));

        // The person's name is recorded; the service keeps its own rights.
        Assert.Equal(("svc-discipline", "cdom-75", true), (answer.Caller, answer.OnBehalfOf, answer.All));
    }

    [Fact]
    public async Task Call_PersonForAnother_IsDenied() =>
        await FailsAsync(StatusCode.PermissionDenied, Reasons.RoleMissing, "cdom-75", await TokenAsync("cnom-discipline"));

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    public async Task Call_BadPersonToken_IsUnauthenticated(string token) =>
        await FailsAsync(StatusCode.Unauthenticated, Reasons.TokenInvalid, "svc-discipline", token);

    [Fact]
    public async Task Call_ExpiredPersonToken_IsUnauthenticated() =>
        await FailsAsync(StatusCode.Unauthenticated, Reasons.TokenExpired, "svc-discipline", await TokenAsync("cdom-75", edit: descriptor =>
        {
            descriptor.IssuedAt = descriptor.NotBefore = DateTime.UtcNow.AddHours(-2);
            descriptor.Expires = DateTime.UtcNow.AddHours(-1);
        }));

    [Theory]
    [InlineData("sub", "")]
    [InlineData("sub", "system:notes")]
    [InlineData("roles", "service_registry")]
    public async Task Call_TokenThatNamesNoPerson_IsUnauthenticated(string claim, string value) =>
        await FailsAsync(
            StatusCode.Unauthenticated, Reasons.TokenInvalid, "svc-discipline",
            await TokenAsync("cdom-75", edit: descriptor => descriptor.Claims[claim] = value));

    [Fact]
    public async Task Call_PersonsTokenAsItIs_IsUnauthenticated() =>
        await FailsAsync(StatusCode.Unauthenticated, Reasons.TokenInvalid, "svc-discipline", await TestIdentities.TokenAsync("cdom-75"));

    [Theory]
    [InlineData("ordre-discipline")]
    [InlineData("ordre-registry", "ordre-councils")]
    public async Task Call_TokenExchangedForAnotherAudience_IsUnauthenticated(params string[] audiences) =>
        await FailsAsync(
            StatusCode.Unauthenticated, Reasons.TokenInvalid, "svc-discipline", await TokenAsync("cdom-75", edit: descriptor =>
            {
                descriptor.Audience = null;
                descriptor.Claims["aud"] = audiences;
            }));

    [Fact]
    public async Task Call_TokenThatAnotherServiceExchanged_IsUnauthenticated() =>
        await FailsAsync(StatusCode.Unauthenticated, Reasons.TokenInvalid, "svc-discipline", await TokenAsync("cdom-75", service: "svc-mutual-aid"));

    [Theory]
    [InlineData("svc-discipline", null)]
    [InlineData("svc-mutual-aid", Reasons.TokenInvalid)]
    public async Task Call_IssuerWithoutDelegation_IsJudgedByTheClientThatAsked(string exchangedBy, string? refusal)
    {
        var service = await TestIdentities.TokenAsync("svc-discipline", descriptor => descriptor.Claims["azp"] = "svc-discipline");
        var person = await TokenAsync("cdom-75", edit: descriptor =>
        {
            descriptor.Claims.Remove("act");
            descriptor.Claims["azp"] = exchangedBy;
        });

        var call = fixture.App.ClientWithToken<NotesService.NotesServiceClient>(service)
            .DescribeDisciplineAsync(new DescribeDisciplineRequest(), new Metadata { { OnBehalfOf.Header, person } });

        if (refusal is null)
            Assert.Equal("cdom-75", (await call).OnBehalfOf);
        else
            await Faults.ReasonAsync(StatusCode.Unauthenticated, refusal, call);
    }

    [Fact]
    public async Task Call_ExchangedTokenAsACallersOwn_IsUnauthenticated()
    {
        var exchanged = await TokenAsync("cdom-75");
        // A token that was accepted once on behalf of the person is not remembered as a caller's.
        await (await fixture.App.NotesAsync("svc-discipline")).DescribeDisciplineAsync(
            new DescribeDisciplineRequest(), new Metadata { { OnBehalfOf.Header, exchanged } });

        await Faults.ReasonAsync(
            StatusCode.Unauthenticated, Reasons.TokenInvalid,
            fixture.App.ClientWithToken<NotesService.NotesServiceClient>(exchanged).DescribeDisciplineAsync(new DescribeDisciplineRequest()));
    }

    [Theory]
    [InlineData("ordre-discipline")]
    [InlineData("ordre-councils")]
    [InlineData("ordre-registry", "ordre-councils")]
    public async Task Call_ServiceTokenForAnotherAudience_IsUnauthenticated(params string[] audiences)
    {
        var token = await TestIdentities.TokenAsync("svc-discipline", descriptor => descriptor.Claims["aud"] = audiences);

        await Faults.ReasonAsync(
            StatusCode.Unauthenticated, Reasons.TokenInvalid,
            fixture.App.ClientWithToken<NotesService.NotesServiceClient>(token).DescribeDisciplineAsync(new DescribeDisciplineRequest()));
    }

    [Fact]
    public async Task Call_PersonBeyondTheWall_IsRefusedToTheServiceToo() =>
        await FailsAsync(StatusCode.PermissionDenied, Reasons.PurposeWall, "svc-discipline", await TokenAsync("cnom-entraide"));

    [Theory, Engines]
    public async Task Change_ServiceForAPerson_IsAuditedWithBoth(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var client = await app.NotesAsync("svc-discipline");

        await client.CreateNoteAsync(NotesHost.NewNote(), await HeaderAsync("cdom-75"));

        var entry = await app.Database.ReadAsync(
            sql => sql.SingleOrDefaultAsync<(string Actor, string Person)>("select actor, on_behalf_of from audit_entries where kind = 'testbed.note.created'"),
            CancellationToken.None);
        Assert.Equal(("svc-discipline", "cdom-75"), entry);
    }

    [Fact]
    public async Task Change_SameRequestIdForTwoPersons_AreTwoRequests()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        var client = await app.NotesAsync("svc-discipline");
        var request = NotesHost.NewNote();

        var first = await client.CreateNoteAsync(request, await HeaderAsync("cdom-75"));
        var second = await client.CreateNoteAsync(request, await HeaderAsync("cdom-69"));

        Assert.NotEqual(first.Note.Id, second.Note.Id);
    }

    private static Task<string> TokenAsync(string person, string service = "svc-discipline", Action<SecurityTokenDescriptor>? edit = null) =>
        TestIdentities.ExchangedAsync(person, service, NotesHost.Audience, edit);

    private static async Task<Metadata> HeaderAsync(string person) => new() { { OnBehalfOf.Header, await TokenAsync(person) } };

    private async Task FailsAsync(StatusCode status, string reason, string identity, string personToken)
    {
        var client = await fixture.App.NotesAsync(identity);
        await Faults.ReasonAsync(
            status, reason, client.DescribeDisciplineAsync(new DescribeDisciplineRequest(), new Metadata { { OnBehalfOf.Header, personToken } }));
    }
}
