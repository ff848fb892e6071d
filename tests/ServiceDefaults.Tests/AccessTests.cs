using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Registry;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults;

/// <summary>The door of a real service: tokens and the contract's rules.</summary>
public class AccessTests
{
    [Theory, Engines]
    public async Task VerifyAuditLog_Auditor_AnswersIntact(SqlEngine engine)
    {
        await using var app = await ServiceApp.StartAsync(RegistryHost.Build, engine);
        var client = await app.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");

        var answer = await client.VerifyAuditLogAsync(new VerifyAuditLogRequest());

        Assert.True(answer.Intact, answer.Finding);
    }

    [Fact]
    public async Task VerifyAuditLog_WithoutToken_IsUnauthenticated()
    {
        await using var app = await ServiceApp.StartAsync(RegistryHost.Build, SqlEngine.Sqlite);
        var client = await app.ClientAsync<AuditService.AuditServiceClient>(null);

        await Faults.ReasonAsync(StatusCode.Unauthenticated, Reasons.TokenMissing, client.VerifyAuditLogAsync(new VerifyAuditLogRequest()));
    }

    [Fact]
    public async Task VerifyAuditLog_Partner_IsDenied()
    {
        await using var app = await ServiceApp.StartAsync(RegistryHost.Build, SqlEngine.Sqlite);
        var client = await app.ClientAsync<AuditService.AuditServiceClient>("cnam");

        await Faults.ReasonAsync(StatusCode.PermissionDenied, Reasons.RoleMissing, client.VerifyAuditLogAsync(new VerifyAuditLogRequest()));
    }

    [Theory]
    [InlineData("expired", Reasons.TokenExpired)]
    [InlineData("audience", Reasons.TokenInvalid)]
    [InlineData("issuer", Reasons.TokenInvalid)]
    [InlineData("unsigned", Reasons.TokenInvalid)]
    public async Task VerifyAuditLog_WrongToken_IsUnauthenticatedWithReason(string fault, string reason)
    {
        await using var app = await ServiceApp.StartAsync(RegistryHost.Build, SqlEngine.Sqlite);
        var token = await TestIdentities.TokenAsync("cnom-audit", descriptor =>
        {
            switch (fault)
            {
                case "expired":
                    descriptor.IssuedAt = descriptor.NotBefore = DateTime.UtcNow.AddHours(-2);
                    descriptor.Expires = DateTime.UtcNow.AddHours(-1);
                    break;
                case "audience":
                    descriptor.Audience = "another-platform";
                    break;
                case "issuer":
                    descriptor.Issuer = "http://127.0.0.1:1/";
                    break;
                default:
                    descriptor.SigningCredentials = null;
                    break;
            }
        });
        var client = app.ClientWithToken<AuditService.AuditServiceClient>(token);

        await Faults.ReasonAsync(StatusCode.Unauthenticated, reason, client.VerifyAuditLogAsync(new VerifyAuditLogRequest()));
    }

    [Fact]
    public async Task ListRecordAccesses_AfterRefusal_TellsWhoWasRefused()
    {
        await using var app = await ServiceApp.StartAsync(RegistryHost.Build, SqlEngine.Sqlite);
        var partner = await app.ClientAsync<AuditService.AuditServiceClient>("cnam");
        await Faults.FailsAsync(StatusCode.PermissionDenied, partner.VerifyAuditLogAsync(new VerifyAuditLogRequest()));
        var store = app.Store;

        // A stop writes what the access log still holds; the service started again on the same store tells it.
        await app.Host.StopAsync();
        await using var again = await ServiceApp.StartAsync(RegistryHost.Build, store);
        var auditor = await again.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");
        var accesses = await auditor.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = "refused" });

        var access = Assert.Single(accesses.Accesses);
        Assert.Equal(("cnam", false), (access.Actor, access.Granted));
    }
}
