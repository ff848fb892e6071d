using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>The issuer's keys, never older than <see cref="Oldest"/> while the issuer answers, so that a withdrawn key is refused within a minute. The
/// library's own manager goes on accepting the last keys that worked, for an hour, and reads new ones every five minutes at best.</summary>
internal sealed class IssuerConfiguration : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    /// <summary>Older keys still answer while the next ones are read.</summary>
    public static readonly TimeSpan Aging = TimeSpan.FromSeconds(20);

    /// <summary>Together with <see cref="CachedTokenHandler"/>'s memory of valid tokens: one minute.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromSeconds(40);

    // Tokens with unknown keys must not make the process call the issuer without end.
    private static readonly TimeSpan BetweenReads = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(5);

    private readonly string address;
    private readonly bool allowHttp;
    private readonly TimeProvider clock;
    private readonly HttpClient http = new() { Timeout = ReadLimit };
    private readonly Lock gate = new();
    private volatile Kept? held;
    private Task<OpenIdConnectConfiguration>? reading;
    private long triedAt = long.MinValue;
    private volatile bool asked;

    public IssuerConfiguration(string authority, bool allowHttp, TimeProvider clock)
    {
        address = authority.TrimEnd('/') + "/.well-known/openid-configuration";
        this.allowHttp = allowHttp;
        this.clock = clock;
        UseLastKnownGoodConfiguration = false;
    }

    private sealed record Kept(OpenIdConnectConfiguration Configuration, long ReadAt);

    /// <summary>The configuration read last, null before the first read.</summary>
    public OpenIdConnectConfiguration? Held => held?.Configuration;

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        if (held is not { } current)
            return await ReadOnceAsync().WaitAsync(cancel);
        var age = clock.GetElapsedTime(current.ReadAt);
        if (age < Aging && !asked)
            return current.Configuration;
        if (!MayRead())
            return current.Configuration;
        var read = ReadOnceAsync();
        if (age < Oldest && !asked)
            return current.Configuration;
        try
        {
            return await read.WaitAsync(cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // The issuer is away: its last keys still hold.
            return current.Configuration;
        }
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => await GetConfigurationAsync(cancel);

    public override void RequestRefresh() => asked = true;

    public void Dispose() => http.Dispose();

    private bool MayRead()
    {
        lock (gate)
            return reading is { IsCompleted: false } || triedAt == long.MinValue || clock.GetElapsedTime(triedAt) >= BetweenReads;
    }

    // One read at a time, for all callers, and for none in particular: a caller that leaves does not end it.
    private Task<OpenIdConnectConfiguration> ReadOnceAsync()
    {
        lock (gate)
        {
            if (reading is not { IsCompleted: false })
            {
                triedAt = clock.GetTimestamp();
                reading = ReadAsync();
                // A read in the background may fail unseen.
                _ = reading.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }

            return reading;
        }
    }

    private async Task<OpenIdConnectConfiguration> ReadAsync()
    {
        await Task.Yield();
        asked = false;
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(
            address, new HttpDocumentRetriever(http) { RequireHttps = !allowHttp }, CancellationToken.None);
        held = new Kept(configuration, clock.GetTimestamp());
        return configuration;
    }
}
