namespace OrdreCouncils.Development.Clock;

/// <summary>The machine's clock plus an offset that only grows, so that a demo or a test can pass a time limit. A move fires every timer that it makes
/// due.</summary>
public sealed class MovableClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<MovableTimer> timers = [];
    private TimeSpan offset;
    private DateTimeOffset? frozen;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return (frozen ?? System.GetUtcNow()) + offset;
    }

    /// <summary>Stops the clock at an instant; after that, only <see cref="Advance"/> moves it.</summary>
    public void Freeze(DateTimeOffset at)
    {
        lock (gate)
        {
            frozen = at;
            offset = TimeSpan.Zero;
        }

        FireDue();
    }

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(by.Ticks, nameof(by));
        lock (gate)
            offset += by;
        FireDue();
    }

    /// <summary>Moves the clock forward to an instant; does nothing when the instant is past.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        var by = instant - GetUtcNow();
        if (by > TimeSpan.Zero)
            Advance(by);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new MovableTimer(this, callback, state);
        lock (gate)
            timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    private void FireDue()
    {
        MovableTimer[] all;
        lock (gate)
            all = [.. timers];
        var now = GetUtcNow();
        foreach (var timer in all)
            timer.FireIfDue(now);
    }

    /// <summary>A real timer that can be made due early.</summary>
    private sealed class MovableTimer : ITimer
    {
        private readonly MovableClock clock;
        private readonly ITimer real;
        private DateTimeOffset due = DateTimeOffset.MaxValue;
        private TimeSpan every = Timeout.InfiniteTimeSpan;

        public MovableTimer(MovableClock clock, TimerCallback callback, object? state)
        {
            this.clock = clock;
            real = System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock.GetUtcNow() + dueTime;
            every = period;
            return real.Change(dueTime, period);
        }

        public void FireIfDue(DateTimeOffset now)
        {
            if (now < due)
                return;
            due = every == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : now + every;
            real.Change(TimeSpan.Zero, every);
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
            real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
