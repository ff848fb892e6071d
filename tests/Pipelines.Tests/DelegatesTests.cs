using Pipelines.Sockets.Unofficial;

namespace OrdreCouncils.Tests.Pipelines;

public class DelegatesTests
{
    [Fact]
    public void AsEnumerable_SeveralTargets_GivesEachInOrder()
    {
        var called = new List<int>();
        Action all = () => called.Add(1);
        Assert.True(all.IsSingle());
        all += () => called.Add(2);
        all += () => called.Add(3);

        foreach (var one in all.AsEnumerable())
            one();

        Assert.Equal([1, 2, 3], called);
        Assert.False(all.IsSingle());
        Assert.Equal(all.GetInvocationList(), all.AsEnumerable().ToArray<Delegate>());
    }

    [Fact]
    public void AsEnumerable_Null_HasNone() => Assert.Empty(Delegates.AsEnumerable<Action>(null));

    [Fact]
    public void Reset_AfterTheLast_StartsAgain()
    {
        Action one = () => { };
        var targets = one.AsEnumerable().GetEnumerator();

        Assert.True(targets.MoveNext());
        Assert.False(targets.MoveNext());
        targets.Reset();
        Assert.True(targets.MoveNext());
        Assert.Same(one, targets.Current);
    }
}
