namespace OrleansChat.Tests.Load;

public sealed class LoadFiguresTests
{
    [Fact]
    public void Figures_are_those_of_the_messages_that_somebody_waited_for_in_that_time()
    {
        var figures = LoadFigures.Of(
            [
                Said("a", 0, 900), // before
                Said("a", 500, 2_500), // waited for when it began
                Said("b", 1_200, 1_300, connectedMs: 900),
                Said("b", 1_500, 5_500, connectedMs: 1_100), // a connection that is newer
                Said("c", 1_600, null),
                Said("c", 3_100, 3_200), // after
            ],
            fromMs: 1_000,
            toMs: 3_000);

        Assert.Equal((3, 2), (figures.Said, figures.Acked));
        Assert.Equal(1.0 / 3, figures.InOneSecond, precision: 6);
        Assert.Equal((1, 1.0), (figures.Kept, figures.KeptInOneSecond));
        Assert.Equal([2_000, 4_000], figures.Waits.Take(2));
        Assert.Equal((4_000, true), (figures.Wait(0.5), figures.Wait(1) > 60_000));
    }

    [Fact]
    public void A_conversation_has_recovered_when_it_takes_what_was_said_after_the_fault() => Assert.Equal(
        new Dictionary<string, long> { ["a"] = 4_000 },
        LoadFigures.Recovery(
            [Said("a", 900, 2_000), Said("a", 1_100, 4_000), Said("a", 1_000, 6_000), Said("b", 1_100, null)], 1_000));

    [Fact]
    public void Rounds_are_added_up()
    {
        var sum = LoadFigures.Sum(
            [new LoadFigures(10, 10, 1, 3, 1, [1, 5]), new LoadFigures(30, 29, 0.5, 1, 0.2, [3])]);

        Assert.Equal((40, 39, 0.625), (sum.Said, sum.Acked, sum.InOneSecond));
        Assert.Equal((4, 0.8), (sum.Kept, sum.KeptInOneSecond));
        Assert.Equal([1, 3, 5], sum.Waits);
    }

    private static SentMessage Said(string conversation, long firstTryMs, long? ackedMs, long? connectedMs = null) =>
        new(conversation, $"{conversation}-{firstTryMs}", sender: 1, firstTryMs)
        {
            AckedMs = ackedMs,
            ConnectedMs = connectedMs,
        };
}
