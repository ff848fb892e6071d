using System.Net;
using System.Net.Sockets;

namespace OrdreCouncils.Registry.Webhooks;

/// <summary>Tells public internet addresses from others, so that no partner makes this service call what only it can reach (server-side request forgery). The
/// special ranges are those of IANA's two registries (RFC 6890 and its successors).</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Within the global unicast range: protocol assignments with Teredo, documentation, and 6to4, which embeds an IPv4 address.
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
        }.Select(range => IPNetwork.Parse(range)),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        // IPv6: only the allocated range; local ranges and ranges that translate to IPv4 are excluded.
        return (address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address)) && !Special.Any(range => range.Contains(address));
    }

    public static bool MayCall(IPAddress address, bool allowLoopback) =>
        Is(address) || (allowLoopback && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));
}
