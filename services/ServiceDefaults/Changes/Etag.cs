using System.Globalization;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Changes;

/// <summary>Optimistic concurrency (AIP-154): the etag is the row's version, which every change increments.</summary>
public static class Etag
{
    public static string Of(long version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>ABORTED when the caller read another version; an empty etag is not compared.</summary>
    public static void Check(string etag, long version)
    {
        if (etag.Length > 0)
            CheckExact(etag, version);
    }

    /// <summary>ABORTED when the caller read another version; the etag must be empty while there is no record.</summary>
    public static void CheckExact(string etag, long? version)
    {
        if (etag != (version is { } current ? Of(current) : ""))
            throw Fault.StaleEtag();
    }
}
