namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>Long lists that the words of a search select as of a revision: the structures, and the physicians of them. They never change, and every page of
/// the search needs the whole list: without this, a page of a large town reads all its activities again.</summary>
internal sealed class SelectedLists
{
    private const int Most = 8;

    /// <summary>A shorter list is selected again as fast.</summary>
    private const int WorthKeeping = 500;

    private readonly Dictionary<string, object> lists = [];
    private readonly Queue<string> oldest = [];
    private readonly Lock gate = new();

    public async Task<IReadOnlyList<T>> GetAsync<T>(string key, Func<Task<IReadOnlyList<T>>> select)
    {
        lock (gate)
        {
            if (lists.TryGetValue(key, out var known))
                return (IReadOnlyList<T>)known;
        }

        var list = await select();
        lock (gate)
        {
            if (list.Count >= WorthKeeping && lists.TryAdd(key, list))
                oldest.Enqueue(key);
            if (oldest.Count > Most)
                lists.Remove(oldest.Dequeue());
        }

        return list;
    }
}
