namespace OrdreCouncils.Development.Identity;

/// <summary>One-time codes and refresh tokens. They carry their grant and a number of their own; each use makes the next number valid, and a number used
/// twice ends the grant, as the person or a thief may hold the other copy (RFC 6749 section 4.1.2, RFC 9700 section 4.14).</summary>
internal sealed class Grants
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Session, int Next)> held = [];

    /// <returns>The grant's id. Its code has the number 0.</returns>
    public string Start(string session)
    {
        var id = Guid.NewGuid().ToString("N");
        lock (gate)
            held.Add(id, (session, 0));
        return id;
    }

    public bool TryUse(string id, int number)
    {
        lock (gate)
        {
            if (!held.TryGetValue(id, out var grant))
                return false;
            if (grant.Next != number)
            {
                held.Remove(id);
                return false;
            }

            held[id] = grant with { Next = number + 1 };
            return true;
        }
    }

    public void EndSession(string session)
    {
        lock (gate)
        {
            foreach (var id in held.Where(pair => pair.Value.Session == session).Select(pair => pair.Key).ToList())
                held.Remove(id);
        }
    }
}
