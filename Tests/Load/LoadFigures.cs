using System.Globalization;

namespace OrleansChat.Tests.Load;

/// <summary>How a load went between two moments, seen by its clients.</summary>
/// <param name="Said">Messages first said in that time.</param>
/// <param name="Acked">Of those, the acknowledged.</param>
/// <param name="InOneSecond">Of those, the share that was acknowledged within a second of the first try.</param>
/// <param name="Kept">Of those said, the ones whose sender had kept the connection that he had when it began.</param>
/// <param name="KeptInOneSecond">Of these, the share that was acknowledged within a second.</param>
/// <param name="Waits">For each conversation its longest wait from a first try to the acknowledgement, in milliseconds,
/// ascending.</param>
internal sealed record LoadFigures(
    int Said, int Acked, double InOneSecond, int Kept, double KeptInOneSecond, IReadOnlyList<long> Waits)
{
    public static LoadFigures Of(IEnumerable<SentMessage> sent, long fromMs, long toMs)
    {
        var concerned = sent
            .Where(message => message.FirstTryMs <= toMs && (message.AckedMs ?? long.MaxValue) >= fromMs)
            .ToArray();
        var said = concerned.Where(message => message.FirstTryMs >= fromMs).ToArray();
        var kept = said.Where(message => message.ConnectedMs < fromMs).ToArray();
        var waits = concerned.GroupBy(message => message.Conversation)
            .Select(messages => messages.Max(message => (message.AckedMs ?? long.MaxValue) - message.FirstTryMs))
            .Order();
        return new LoadFigures(
            said.Length,
            said.Count(message => message.AckedMs is not null),
            Quick(said),
            kept.Length,
            Quick(kept),
            [.. waits]);
    }

    /// <summary>Of several rounds.</summary>
    public static LoadFigures Sum(IReadOnlyCollection<LoadFigures> rounds) => new(
        rounds.Sum(round => round.Said),
        rounds.Sum(round => round.Acked),
        rounds.Sum(round => round.InOneSecond * round.Said) / Math.Max(1, rounds.Sum(round => round.Said)),
        rounds.Sum(round => round.Kept),
        rounds.Sum(round => round.KeptInOneSecond * round.Kept) / Math.Max(1, rounds.Sum(round => round.Kept)),
        [.. rounds.SelectMany(round => round.Waits).Order()]);

    /// <summary>When each conversation acknowledged the first message that was said after a moment; those that have not
    /// are not in it.</summary>
    public static Dictionary<string, long> Recovery(IEnumerable<SentMessage> sent, long sinceMs) => sent
        .Where(message => message.FirstTryMs >= sinceMs && message.AckedMs is not null)
        .GroupBy(message => message.Conversation)
        .ToDictionary(messages => messages.Key, messages => messages.Min(message => message.AckedMs!.Value));

    /// <summary>The wait that so much of the conversations did not exceed.</summary>
    public long Wait(double share) =>
        Waits.Count == 0 ? 0 : Waits[Math.Max(0, (int)Math.Ceiling(share * Waits.Count) - 1)];

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"said={Said} acked={Acked} within_1s={InOneSecond:0.000} "
        + $"kept={Kept} kept_within_1s={KeptInOneSecond:0.000} "
        + $"wait_p50_ms={Wait(0.5)} wait_p99_ms={Wait(0.99)} wait_worst_ms={Wait(1)}");

    private static double Quick(SentMessage[] said) => said.Length == 0
        ? 1
        : (double)said.Count(message => message.AckedMs - message.FirstTryMs <= 1_000) / said.Length;
}
