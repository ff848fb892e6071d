using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.Discipline.Statistics;

/// <summary>Invents the lives of cases from a seed: every ending, every remedy, cases recorded from paper, deaths before the filing.</summary>
internal sealed class HistoryMaker(int seed)
{
    public static readonly DateOnly Today = new(2026, 3, 10);

    private static readonly string[] Chambers = ["ile-de-france", "grand-est", "nouvelle-caledonie", "occitanie", "provence-alpes-cote-d-azur-corse"];
    private static readonly string[] Articles = ["3", "4", "13", "13", "19-1", "28", "31", "31", "37-2", "53", "76"];

    private readonly Random random = new(seed);

    public History Next()
    {
        var history = new History
        {
            Chamber = Chambers[Math.Min(random.Next(9), Chambers.Length - 1)],
            FiledOn = Day(new DateOnly(2021, 1, 1), Today),
            Articles = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Articles[random.Next(Articles.Length)]).Distinct()],
        };
        switch (random.Next(12))
        {
            case 0 or 1:
                break;
            case 2:
                Order(history, (OrderGround)random.Next((int)OrderGround.Withdrawal, (int)OrderGround.Inadmissible + 1));
                break;
            case 3:
                // The register may learn of a death years later.
                history.DiedOn = Day(history.FiledOn.AddYears(-1), Today);
                break;
            default:
                Decide(history);
                break;
        }

        return history;
    }

    private void Order(History history, OrderGround ground)
    {
        history.Order = ground;
        history.OrderedOn = Day(history.FiledOn, Today);
        // An order came first; a death known afterwards changes nothing.
        if (random.Next(4) == 0)
            history.DiedOn = Day(history.OrderedOn.Value, Today);
    }

    private void Decide(History history)
    {
        var isFromPaper = random.Next(15) == 0;
        var on = isFromPaper ? Day(history.FiledOn.AddDays(-500), history.FiledOn) : Day(history.FiledOn, Later(history.FiledOn, 900));
        if (random.Next(10) == 0)
            (history.Order, history.OrderedOn) = (OrderGround.Series, on);
        var first = history.Decide(on, Any());
        if (random.Next(2) == 0)
        {
            history.Final = random.Next(3) == 0 ? null : Named(first);
            return;
        }

        var lodged = Day(on, Later(on, 60));
        history.Contest(first, RemedyKind.Appeal, lodged);
        if (random.Next(3) == 0)
            history.Contest(first, RemedyKind.Appeal, Day(lodged, Today));
        if (random.Next(3) == 0)
        {
            var died = random.Next(3) == 0;
            if (died)
                history.DiedOn = Day(lodged.AddDays(-100), Today);
            history.National.Add(died ? new Stay(lodged, Max(lodged, history.DiedOn!.Value), "death") : new Stay(lodged, null, ""));
            return;
        }

        var answered = Day(lodged, Later(lodged, 500));
        history.National.Add(new Stay(lodged, answered, "judged"));
        var upholds = random.Next(2) == 0;
        var second = history.Decide(answered, upholds ? Sanction.Unspecified : Any(), "Appeal", first, upholds ? "Upholds" : "Replaces");
        var standing = upholds ? first : second;
        switch (random.Next(6))
        {
            case 0:
                Oppose(history, second, standing);
                break;
            case 1:
                Remand(history, second, Day(answered, Today));
                break;
            case 2:
                history.Contest(second, RemedyKind.Cassation, answered, CassationOutcome.Annulled, Day(answered, Today));
                history.Final = Sanction.Unspecified;
                break;
            case 3:
                history.Contest(second, RemedyKind.Cassation, answered, CassationOutcome.Rejected, Day(answered, Today));
                history.Final = Named(standing);
                break;
            default:
                history.Final = random.Next(2) == 0 ? null : Named(standing);
                break;
        }
    }

    private void Oppose(History history, DecisionLine second, DecisionLine standing)
    {
        var lodged = Day(second.On, Later(second.On, 60));
        history.Contest(second, RemedyKind.Opposition, lodged);
        switch (random.Next(4))
        {
            case 0:
                history.National.Add(new Stay(lodged, null, ""));
                break;
            case 1:
                // Not answered when the Conseil d'État sends the case back: it stays where it is.
                var sentBack = Day(lodged, Today);
                history.Contest(second, RemedyKind.Cassation, lodged, CassationOutcome.Remanded, sentBack);
                Answer(history, second, "Remand", sentBack, from: lodged);
                break;
            case 2:
                var replaced = Day(lodged, Today);
                history.National.Add(new Stay(lodged, replaced, "judged"));
                history.Final = Named(history.Decide(replaced, Any(), "Opposition", second, "Replaces"));
                // Nothing is left to send back.
                if (random.Next(2) == 0)
                    history.Contest(second, RemedyKind.Cassation, lodged, CassationOutcome.Remanded, Day(replaced, Today));
                break;
            default:
                var upheld = Day(lodged, Today);
                history.National.Add(new Stay(lodged, upheld, "judged"));
                history.Decide(upheld, Sanction.Unspecified, "Opposition", second, "Upholds");
                history.Final = Named(standing);
                break;
        }
    }

    private void Remand(History history, DecisionLine second, DateOnly sentBack)
    {
        history.Contest(second, RemedyKind.Cassation, second.On, CassationOutcome.Remanded, sentBack);
        Answer(history, second, "Remand", sentBack, from: sentBack);
    }

    private void Answer(History history, DecisionLine decision, string kind, DateOnly since, DateOnly from)
    {
        if (random.Next(2) == 0)
        {
            history.National.Add(new Stay(from, null, ""));
            return;
        }

        var on = Day(since, Today);
        history.National.Add(new Stay(from, on, "judged"));
        history.Final = Named(history.Decide(on, Any(), kind, decision, "Replaces"));
    }

    private DateOnly Day(DateOnly from, DateOnly until) => from.AddDays(random.Next(Math.Max(1, until.DayNumber - from.DayNumber + 1)));

    private static DateOnly Later(DateOnly day, int days) => Today.DayNumber - day.DayNumber < days ? Today : day.AddDays(days);

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;

    private static Sanction Named(DecisionLine line) => Enum.Parse<Sanction>(line.Sanction);

    private Sanction Any() => (Sanction)random.Next((int)Sanction.Acquittal, (int)Sanction.Radiation + 1);
}
