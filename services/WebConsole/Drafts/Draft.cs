using OrdreCouncils.WebConsole.Acts;

namespace OrdreCouncils.WebConsole.Drafts;

/// <summary>An act that a person has begun.</summary>
/// <param name="Id">In addresses.</param>
/// <param name="Act">Name of the act.</param>
/// <param name="Record">The record that it is about, e.g. a case's UUID.</param>
/// <param name="RequestId">With which it is sent, however often: the platform does it once.</param>
/// <param name="Etag">Of the record as the person last saw it.</param>
/// <param name="Version">Counts the savings, so that a second tab is told.</param>
/// <param name="Answers">So far.</param>
/// <param name="Outcome">What the act gave; null while it is open.</param>
/// <param name="ChangedAt">Last saving.</param>
internal sealed record Draft(
    string Id, string Act, string Record, string RequestId, string Etag, int Version, Answers Answers, Outcome? Outcome, DateTimeOffset ChangedAt)
{
    public string Address => $"/actes/{Act}/{Record}/{Id}";
}
