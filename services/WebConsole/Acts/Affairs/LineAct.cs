using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Affairs;

/// <summary>An act on one line of an affair's list. Its record is the affair and the line, with a point between.</summary>
internal abstract class LineAct(AffairListsService.AffairListsServiceClient lists) : Act
{
    private const int PageSize = 200;

    public sealed override ActPlace Place => ActPlace.AffairLine;

    protected abstract IReadOnlyList<AffairLineState> States { get; }

    protected AffairListsService.AffairListsServiceClient Lists { get; } = lists;

    public sealed override bool FitsState(string state) => States.Any(one => one.ToString() == state);

    public sealed override async Task<ActSubject> LoadAsync(string record)
    {
        var (affair, id) = Parts(record);
        var line = await FindAsync(affair, id);
        var facts = new List<Line> { new("État", AffairWords.Of(line.State)) };
        if (line.Listed is { } listed)
            facts.Add(new("Sur la liste", $"{listed.FamilyName} {listed.GivenName}\nRPPS {listed.Rpps}\n{listed.Place}"));
        facts.AddRange(line.Candidates.Select(candidate => new Line(
            candidate.Name, $"RPPS {candidate.Rpps}, conseil {candidate.Council}\n{string.Join(", ", candidate.Reasons.Select(AffairWords.Of))}")));
        return Complete(line, new ActSubject(record, $"Ligne {line.Number} de la liste", $"/affaires/{affair}", []) { Etag = line.Etag, Facts = facts });
    }

    protected abstract ActSubject Complete(AffairLine line, ActSubject subject);

    protected static (string Affair, string Line) Parts(string record) => record.Split('.') is [var affair, var line] ? (affair, line) : (record, "");

    protected static Outcome Done(string done, string record) =>
        new(done) { Address = $"/affaires/{Parts(record).Affair}", AddressLabel = "Revenir à l’affaire" };

    // No call gives one line: an affair has 2,000 at most, and most have one page.
    private async Task<AffairLine> FindAsync(string affair, string id)
    {
        var token = "";
        do
        {
            var page = await Lists.ListAffairLinesAsync(new ListAffairLinesRequest { AffairId = affair, PageSize = PageSize, PageToken = token });
            if (page.Lines.FirstOrDefault(line => line.LineId == id) is { } found)
                return found;
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        throw new Grpc.Core.RpcException(new Grpc.Core.Status(Grpc.Core.StatusCode.NotFound, "The affair has no such line."));
    }
}
