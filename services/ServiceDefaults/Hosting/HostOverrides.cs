using Microsoft.Extensions.DependencyInjection;

namespace OrdreCouncils.ServiceDefaults.Hosting;

/// <summary>Overrides by a process that hosts the service in itself: the local launcher, or a test.</summary>
public sealed record HostOverrides
{
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public TimeProvider? Clock { get; init; }

    public Action<IServiceCollection>? Services { get; init; }
}
