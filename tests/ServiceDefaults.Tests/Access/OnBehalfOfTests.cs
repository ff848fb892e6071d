using Grpc.Core;
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
        var answer = await DescribeAsync("svc-discipline", await TestIdentities.TokenAsync("cdom-75"));

        // The person's name is recorded; the service keeps its own rights.
        Assert.Equal(("svc-discipline", "cdom-75", true), (answer.Caller, answer.OnBehalfOf, answer.All));
    }

    [Fact]
    public async Task Call_PersonForAnother_IsDenied() =>
        await FailsAsync(StatusCode.PermissionDenied, Reasons.RoleMissing, "cdom-75", await TestIdentities.TokenAsync("cnom-discipline"));

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    public async Task Call_BadPersonToken_IsUnauthenticated(string token) =>
        await FailsAsync(StatusCode.Unauthenticated, Reasons.TokenInvalid, "svc-discipline", token);

    [Fact]
    public async Task Call_ExpiredPersonToken_IsUnauthenticated() =>
        await FailsAsync(StatusCode.Unauthenticated, Reasons.TokenExpired, "svc-discipline", await TestIdentities.TokenAsync("cdom-75", descriptor =>
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
            await TestIdentities.TokenAsync("cdom-75", descriptor => descriptor.Claims[claim] = value));

    [Fact]
    public async Task Call_PersonBeyondTheWall_IsRefusedToTheServiceToo() =>
        await FailsAsync(StatusCode.PermissionDenied, Reasons.PurposeWall, "svc-discipline", await TestIdentities.TokenAsync("cnom-entraide"));

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

    private static async Task<Metadata> HeaderAsync(string person) => new() { { OnBehalfOf.Header, await TestIdentities.TokenAsync(person) } };

    private async Task<DescribeDisciplineResponse> DescribeAsync(string identity, string personToken) =>
        await (await fixture.App.NotesAsync(identity)).DescribeDisciplineAsync(
            new DescribeDisciplineRequest(), new Metadata { { OnBehalfOf.Header, personToken } });

    private async Task FailsAsync(StatusCode status, string reason, string identity, string personToken)
    {
        var client = await fixture.App.NotesAsync(identity);
        await Faults.ReasonAsync(
            status, reason, client.DescribeDisciplineAsync(new DescribeDisciplineRequest(), new Metadata { { OnBehalfOf.Header, personToken } }));
    }
}
