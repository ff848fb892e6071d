using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Secrets;

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

    /// <summary>Adds a new key only if the ring is as this replica last read it. Of two replicas that create a key at once, the second drops its own and uses
    /// the first's; otherwise each would encrypt with a key that the other reads only on the next day.</summary>
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

    // The interface is synchronous: a pool thread has no synchronization context to deadlock on.
    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
