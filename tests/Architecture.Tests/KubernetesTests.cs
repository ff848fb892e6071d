namespace OrdreCouncils.Tests.Architecture;

public sealed class KubernetesTests
{
    private static readonly string[] Renderings = ["base", "overlays/dev", "overlays/production"];

    public static TheoryData<string> Folders => [.. Renderings];

    public static TheoryData<string> Rules => [.. KubernetesRule.All.Select(rule => rule.Name)];

    [Theory, MemberData(nameof(Rules))]
    public void EveryRendering_KeepsTheRule(string name) => Assert.All(
        Renderings, folder => Assert.Empty(Rule(name).Faults(KubernetesManifests.Render(folder))));

    [Theory, MemberData(nameof(Rules))]
    public void BrokenRendering_IsFoundOut(string name)
    {
        var rule = Rule(name);
        var broken = KubernetesManifests.Render("overlays/production").Edited(text => text.Replace(rule.Find, rule.Replace, StringComparison.Ordinal));

        Assert.NotEmpty(rule.Faults(broken));
    }

    private static KubernetesRule Rule(string name) => KubernetesRule.All.Single(rule => rule.Name == name);
}
