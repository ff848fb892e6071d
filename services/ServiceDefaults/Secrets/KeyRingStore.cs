using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Secrets;

/// <summary>The key ring in the service's own database, so that every replica reads the same keys.</summary>
public sealed class KeyRingStore(Database database) : IXmlRepository
{
    private int seen;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var rows = Wait(() => database.ReadAsync(
            sql => sql.QueryAsync<string>("select xml from protection_keys order by number"), CancellationToken.None));
        Volatile.Write(ref seen, rows.Count);
        return [.. rows.Select(xml => XElement.Parse(xml))];
    }

    /// <summary>
    /// Adds an element. A new key goes in only if the ring still is as this replica last read it: when two replicas both find a key missing, the
    /// second drops its own and, as the framework reads the ring again after each key it makes, takes the first one's. Without this each might seal
    /// with a key that the other does not look for until its next daily reading.
    /// </summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        var mayDrop = element.Name == "key";
        while (!Wait(() => InsertAsync(Volatile.Read(ref seen) + 1, element, friendlyName)) && !mayDrop)
            GetAllElements();
    }

    private Task<bool> InsertAsync(int number, XElement element, string name) => database.WriteAsync(
        async sql => await sql.ExecuteAsync(
            "insert into protection_keys (number, name, xml) values (@number, @name, @xml) on conflict (number) do nothing",
            new { number, name, xml = element.ToString(SaveOptions.DisableFormatting) }) == 1,
        CancellationToken.None);

    // The framework's interface is synchronous; off to the pool, so that no caller's synchronisation context can hold the answer back.
    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
