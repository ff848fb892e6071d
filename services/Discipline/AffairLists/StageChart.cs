using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Drawing;

namespace OrdreCouncils.Discipline.AffairLists;

/// <summary>Picture of an affair: the respondents at each stage, from left to right, and below them those for whom nothing goes on.</summary>
internal static class StageChart
{
    private const int Margin = 16;
    private const int Gap = 24;
    private const int Top = 64;
    private const int BoxHeight = 70;
    private const int Line = 18;
    private const string Pale = "#eef3f9";

    private static readonly (AffairLineState State, string Name)[] ListParts =
    [
        (AffairLineState.Waiting, "à rechercher"), (AffairLineState.Doubtful, "à identifier"), (AffairLineState.Unmatched, "non trouvés"),
        (AffairLineState.Chosen, "choisis"), (AffairLineState.Undeliverable, "sans conseil"),
    ];

    private static readonly (string Name, (CaseStatus Status, string Name)[] Parts)[] CaseStages =
    [
        ("Conseil", [
            (CaseStatus.Opened, "reçus"), (CaseStatus.ComplaintRegistered, "plaintes reçues"), (CaseStatus.ConciliationSummoned, "conciliation"),
            (CaseStatus.NotConciliated, "à délibérer"), (CaseStatus.Deliberated, "saisine décidée"), (CaseStatus.ReferralPrepared, "saisine à signer"),
        ]),
        ("Chambre", [(CaseStatus.Filed, "à juger"), (CaseStatus.Decided, "délai d’appel ouvert")]),
        ("Chambre nationale", [
            (CaseStatus.Appealed, "en appel"), (CaseStatus.NationallyDecided, "à notifier"), (CaseStatus.Opposed, "opposition"),
            (CaseStatus.Remanded, "renvoyés"),
        ]),
        ("Décision définitive", [(CaseStatus.Enforceable, "définitifs")]),
    ];

    private static readonly (CaseStatus Status, string Name)[] Endings =
    [
        (CaseStatus.Conciliated, "conciliation totale"), (CaseStatus.Withdrawn, "plainte retirée"), (CaseStatus.NotReferred, "pas de saisine"),
        (CaseStatus.EndedByOrder, "ordonnance du président"), (CaseStatus.EndedByChamberWithdrawal, "désistement"), (CaseStatus.EndedByDeath, "décès"),
    ];

    public static string Draw(AffairDashboard dashboard)
    {
        var cases = dashboard.Cases.GroupBy(count => count.Status).ToDictionary(group => group.Key, group => group.Sum(count => count.Count));
        var lines = dashboard.States.ToDictionary(count => count.State, count => count.Count);
        List<Stage> stages = [.. CaseStages.Select(stage => Stage.Of(stage.Name, Count(stage.Parts)))];
        if (dashboard.LineCount > 0)
            stages.Insert(0, Stage.Of("Liste", ListParts.Select(part => (part.Name, lines.GetValueOrDefault(part.State)))));
        var ended = Stage.Of("Sans suite", [("lignes écartées", lines.GetValueOrDefault(AffairLineState.Dismissed)), .. Count(Endings)]);

        var width = (SvgDrawing.Width - (2 * Margin) - ((stages.Count - 1) * Gap)) / stages.Count;
        var below = Top + BoxHeight + 24 + (stages.Max(stage => stage.Parts.Count) * Line) + 12;
        var told = string.Join(" ; ", stages.Append(ended).Select(stage => stage.Told));
        using var drawing = new SvgDrawing(
            below + 50 + (((ended.Parts.Count + 2) / 3) * Line), Title(dashboard.Title), $"Personnes mises en cause, par étape. {told}.");
        for (var i = 0; i < stages.Count; i++)
        {
            var (stage, x) = (stages[i], Margin + (i * (width + Gap)));
            drawing.Box(x, Top, width, BoxHeight, Pale, SvgDrawing.Blue);
            drawing.Text(x + (width / 2), Top + 24, stage.Name, "middle", 13);
            drawing.Text(x + (width / 2), Top + 56, FrenchNumbers.Text(stage.Count), "middle", 24, SvgDrawing.Blue);
            if (i > 0)
                drawing.Arrow(x - Gap + 2, Top + (BoxHeight / 2), Gap - 4, SvgDrawing.Blue);
            for (var part = 0; part < stage.Parts.Count; part++)
                drawing.Text(x + 4, Top + BoxHeight + 24 + (part * Line), Words(stage.Parts[part]), "start", 12);
        }

        drawing.Line([(Margin, below), (SvgDrawing.Width - Margin, below)], SvgDrawing.Grid, 1);
        drawing.Text(Margin, below + 26, $"{ended.Name} : {FrenchNumbers.Text(ended.Count)}", "start", 14, SvgDrawing.Orange);
        for (var part = 0; part < ended.Parts.Count; part++)
            drawing.Text(Margin + 4 + (part % 3 * 256), below + 50 + (part / 3 * Line), Words(ended.Parts[part]), "start", 12);
        return drawing.End();

        IEnumerable<(string Name, int Count)> Count(IEnumerable<(CaseStatus Status, string Name)> parts) =>
            parts.Select(part => (part.Name, cases.GetValueOrDefault(part.Status)));
    }

    private static string Words((string Name, int Count) part) => $"{FrenchNumbers.Text(part.Count)} {part.Name}";

    /// <summary>Short enough for one line.</summary>
    private static string Title(string title) => title.Length <= 80 ? title : title[..79] + "…";

    /// <param name="Parts">Without counts of zero.</param>
    private sealed record Stage(string Name, int Count, IReadOnlyList<(string Name, int Count)> Parts)
    {
        public string Told => Parts.Count == 0 ? $"{Name} : 0" : $"{Name} : {FrenchNumbers.Text(Count)} ({string.Join(", ", Parts.Select(Words))})";

        public static Stage Of(string name, IEnumerable<(string Name, int Count)> parts)
        {
            List<(string Name, int Count)> counted = [.. parts.Where(part => part.Count > 0)];
            return new Stage(name, counted.Sum(part => part.Count), counted);
        }
    }
}
