using System.Globalization;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Changes;

/// <summary>Optimistic concurrency (AIP-154): the etag is the row's version, which every change raises by one.</summary>
public static class Etag
{
    public static string Of(long version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>ABORTED unless the caller read this version; an empty etag makes no claim and passes.</summary>
    public static void Check(string etag, long version)
    {
        if (etag.Length > 0)
            CheckExact(etag, version);
    }

    /// <summary>ABORTED unless the caller read this version; of a record that does not exist yet, the etag is empty.</summary>
    public static void CheckExact(string etag, long? version)
    {
        if (etag != (version is { } current ? Of(current) : ""))
            throw Fault.StaleEtag();
    }
}
