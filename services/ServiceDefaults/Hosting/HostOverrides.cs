using Microsoft.Extensions.DependencyInjection;

namespace OrdreCouncils.ServiceDefaults.Hosting;

/// <summary>What whoever hosts a service in its own process (the local launcher, a test) sets in place of the environment.</summary>
public sealed record HostOverrides
{
    /// <summary>Configuration values; they win over files, environment and arguments.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The clock; the machine's when null.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Runs after the service has registered its own.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
