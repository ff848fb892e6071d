using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.Tests.Testing.Fuzz;
using Xunit.Abstractions;

namespace OrdreCouncils.Tests.Discipline.Model;

/// <summary>Every order of acts on a case up to a depth, against <see cref="Oracle"/>.</summary>
public class CaseModelTests(ITestOutputHelper output)
{
    private static readonly int Depth = Storm.Full ? 8 : 6;

    [Fact]
    public void EveryOrderOfActs_ShowsWhatTheArticlesSay()
    {
        // The first decision is part of each state: no state of one is a state of another.
        var states = CaseActs.First().Sum(Explore);
        output.WriteLine($"{states} states to depth {Depth}.");
    }

    private static int Explore(CaseFacts first)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { first.Key };
        var level = new List<Step> { new(first, null) };
        for (var depth = 2; depth <= Depth; depth++)
        {
            var next = new List<Step>();
            var wrong = level.SelectMany(step => step.ActFaults().Select(fault => $"{fault} - {step.Facts}")).ToList();
            foreach (var (step, facts) in level.SelectMany(step => CaseActs.Next(step.Facts, step.Outcome).Select(facts => (step, facts))))
            {
                if (!seen.Add(facts.Key))
                    continue;
                var reached = new Step(facts, step);
                wrong.AddRange(reached.Faults().Select(fault => $"{fault} - {facts}"));
                if (depth < Depth)
                    next.Add(reached);
            }

            Assert.True(wrong.Count == 0, $"{wrong.Count} wrong at depth {depth}:\n{string.Join('\n', wrong.Take(20))}");
            level = next;
        }

        return seen.Count;
    }

    [Fact]
    public void TwoCasesOfOnePhysician_BothAreShown_AndOneWithdrawnLeavesTheOther()
    {
        var (first, second) = (Final("D"), Final("E"));
        var both = ModelRegister.Empty.Told("D", Effects(first)).Told("E", Effects(second));
        Assert.Equal(["D", "E"], both.Shown.Select(effect => effect.Key).Order(StringComparer.Ordinal));
        Assert.Single(both.Shown.Select(effect => (effect.From, effect.Until)).Distinct());
        var appeal = new RemedyRow { DecisionId = "D", Kind = RemedyKind.Appeal, Appellant = Appellant.Practitioner, LodgedOn = CaseFacts.Start };

        var one = both.Told("D", Effects(first with { Proceeding = first.Proceeding with { Remedies = [appeal] } })).Told("E", Effects(second));

        Assert.Equal("E", Assert.Single(one.Shown).Key);
        Assert.Equal(2, one.Told("D", Effects(first)).Shown.Count());
    }

    [Fact]
    public void Death_EndsAnUndecidedCase()
    {
        var file = new CaseRow { Status = CaseStatus.EndedByDeath, DiedOn = CaseFacts.Start };

        Assert.Equal("CASE_ENDED", Assert.Throws<RpcException>(() => CaseRules.CheckOpen(file)).Reason());
    }

    private static IReadOnlyList<Effect> Effects(CaseFacts facts) => OutcomeRules.Of(facts.Proceeding, CaseFacts.Start.AddDays(31)).Effects;

    private static CaseFacts Final(string id)
    {
        var facts = CaseFacts.Decided("ban", Sanction.BanFromPractice, 1);
        var told = facts.Decisions[0] with { Id = id, NotifiedOn = CaseFacts.Start, LastDayOfAppeal = CaseFacts.Start.AddDays(30) };
        return facts with { Proceeding = facts.Proceeding with { Decisions = [told] } };
    }
}
