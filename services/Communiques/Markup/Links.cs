namespace OrdreCouncils.Communiques.Markup;

/// <summary>Allows links to pages and mail addresses, never to anything that runs.</summary>
internal static class Links
{
    /// <summary>Canonical form of the address, which every browser reads alike; null when it is not allowed.</summary>
    public static string? Allowed(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return null;
        return uri.Scheme switch
        {
            // An address with a user part shows one host and goes to another.
            "https" or "http" => uri.Host.Length > 0 && uri.UserInfo.Length == 0 ? uri.AbsoluteUri : null,
            "mailto" or "tel" => uri.AbsoluteUri,
            _ => null,
        };
    }
}
