using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace OrdreCouncils.Gateway.Proxying;

/// <summary>Makes each replica behind a headless name a destination: HTTP/2 keeps one connection per address, so one virtual address would send all calls to
/// one replica. A name that does not resolve yet stays as it is, so that the gateway can start before its services.</summary>
internal sealed class ReplicaAddresses : IDestinationResolver
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        if (destinations.Values.All(destination => IsFixed(new Uri(destination.Address))))
            return new ResolvedDestinationCollection(destinations, changeToken: null);

        var resolved = new Dictionary<string, DestinationConfig>();
        foreach (var (name, destination) in destinations)
        {
            var uri = new Uri(destination.Address);
            var replicas = IsFixed(uri) ? [] : await FindAsync(uri.DnsSafeHost, cancellationToken);
            if (replicas.Length == 0)
                resolved.Add(name, destination);
            foreach (var replica in replicas)
            {
                var address = new UriBuilder(uri) { Host = replica.ToString() }.Uri.ToString();
                resolved.Add($"{name}-{replica}", destination with { Address = address, Host = destination.Host ?? uri.Authority });
            }
        }

        return new ResolvedDestinationCollection(resolved, new CancellationChangeToken(new CancellationTokenSource(LookAgain).Token));
    }

    private static bool IsFixed(Uri uri) => uri.IsLoopback || uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6;

    private static async Task<IPAddress[]> FindAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellation);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
