using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Clients;

/// <summary>One service calls another while it answers a call.</summary>
public sealed class OutgoingTests : IAsyncLifetime
{
    private const string Own = "ordre-discipline";

    private ServiceApp second = null!;
    private ServiceApp first = null!;
    private DescribeDisciplineResponse? seen;
    private CallOptions options;

    public async Task InitializeAsync()
    {
        second = await NotesHost.StartAsync(SqlEngine.Sqlite);
        first = await ServiceApp.StartAsync(Caller, SqlEngine.Sqlite, "svc-discipline", new Dictionary<string, string?> { ["Identity:ServiceAudience"] = Own }, services: Ask);
    }

    public async Task DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
    }

    [Fact]
    public async Task Call_OfAPerson_CarriesTheServiceAndThePerson()
    {
        await (await first.NotesAsync("cdom-75")).DescribeDisciplineAsync(new DescribeDisciplineRequest());

        Assert.Equal(("svc-discipline", "cdom-75"), (seen!.Caller, seen.OnBehalfOf));
        var sent = options.Headers!.Where(header => header.Key is "authorization" or OnBehalfOf.Header).Select(header => header.Value.Replace("Bearer ", "", StringComparison.Ordinal));
        Assert.All(sent, token => Assert.Equal([NotesHost.Audience], new JsonWebToken(token).Audiences));
    }

    [Fact]
    public async Task Call_OfAServiceForAPerson_StillCarriesThePerson()
    {
        var header = new Metadata { { OnBehalfOf.Header, await TestIdentities.ExchangedAsync("cdom-75", "svc-discipline", Own) } };

        await (await first.NotesAsync("svc-discipline")).DescribeDisciplineAsync(new DescribeDisciplineRequest(), header);

        Assert.Equal(("svc-discipline", "cdom-75"), (seen!.Caller, seen.OnBehalfOf));
    }

    [Fact]
    public async Task Call_OfAServiceForNobody_CarriesNobody()
    {
        await (await first.NotesAsync("svc-discipline")).DescribeDisciplineAsync(new DescribeDisciplineRequest());

        Assert.Equal("", seen!.OnBehalfOf);
    }

    [Fact]
    public async Task Call_WithADeadline_PassesItOn()
    {
        var deadline = DateTime.UtcNow.AddSeconds(8);

        await (await first.NotesAsync("cdom-75")).DescribeDisciplineAsync(new DescribeDisciplineRequest(), deadline: deadline);

        // The wire format rounds to whole units, and the hop takes time.
        Assert.True(options.Deadline <= deadline.AddSeconds(1), $"{options.Deadline} after {deadline}");
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("00:00:03", 3)]
    public async Task Call_WithoutADeadline_HasTheConfiguredOne(string limit, int seconds)
    {
        await using var caller = await ServiceApp.StartAsync(
            Caller, SqlEngine.Sqlite, "svc-discipline", limit.Length == 0 ? null : new Dictionary<string, string?> { ["Calls:Limit"] = limit });
        var before = DateTime.UtcNow;

        var outgoing = await caller.Host.Services.GetRequiredKeyedService<ServiceTokens>("registry").OutgoingAsync(CancellationToken.None);

        Assert.InRange(outgoing.Deadline!.Value, before.AddSeconds(seconds), DateTime.UtcNow.AddSeconds(seconds));
    }

    [Fact]
    public async Task Call_OtherServiceAway_IsUnavailableOnce()
    {
        await second.Host.StopAsync();

        await Faults.ReasonAsync(
            StatusCode.Unavailable, Reasons.DependencyUnavailable,
            (await first.NotesAsync("cdom-75")).DescribeDisciplineAsync(new DescribeDisciplineRequest()));
    }

    [Fact]
    public async Task Call_OfAPersonWhoseTokenTheIssuerNoLongerExchanges_IsUnauthenticated()
    {
        var token = await TestIdentities.TokenAsync("cdom-75", descriptor => descriptor.Audience = NotesHost.Audience + "-other");
        // The first service accepts another platform's audience, the issuer does not.
        await using var lenient = await ServiceApp.StartAsync(
            Caller, SqlEngine.Sqlite, "svc-discipline", new Dictionary<string, string?> { ["Identity:Audience"] = NotesHost.Audience + "-other" }, services: Ask);

        await Faults.ReasonAsync(
            StatusCode.Unauthenticated, Reasons.TokenInvalid,
            lenient.ClientWithToken<NotesService.NotesServiceClient>(token).DescribeDisciplineAsync(new DescribeDisciplineRequest()));
    }

    private static WebApplication Caller(string[] args, HostOverrides? overrides) => NotesHost.Build(args, overrides, builder =>
    {
        builder.Configuration["Services:registry"] = "http://127.0.0.1:1";
        builder.Services.AddServiceClient<NotesService.NotesServiceClient>(builder.Configuration, "registry");
    });

    private void Ask(IServiceCollection services) => services.AddSingleton(provider => new NoteHooks
    {
        BeforeRead = async context =>
        {
            options = await provider.GetRequiredKeyedService<ServiceTokens>("registry").OutgoingAsync(context);
            seen = await second.ClientWithToken<NotesService.NotesServiceClient>(null).DescribeDisciplineAsync(new DescribeDisciplineRequest(), options);
        },
    });
}
