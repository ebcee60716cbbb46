using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>What a running server says, beside what the document prints: the same names, types and nesting, and more if we
/// like.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33LiveSampleTests(Chat33Host server)
{
    public static TheoryData<string> Answers =>
        [.. Chat33Samples.Names("answer").Where(name => Chat33Samples.IsServed(Chat33Samples.PathOf(name)))];

    public static TheoryData<string> Frames => [.. Chat33Samples.Names("frame")];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_route_answers_as_its_sample(string name)
    {
        await using var world = await Chat33SampleWorld.MakeAsync(server);

        AssertLike(name, await Chat33LiveSamples.Answers[Chat33Samples.PathOf(name)](world));
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task A_frame_is_as_its_sample(string name)
    {
        await using var world = await Chat33SampleWorld.MakeAsync(server);

        var frame = await Chat33LiveFrames.Frames[name](world);

        AssertLike(name, frame);
        Assert.Equal(
            Chat33Samples.Read(name).GetProperty("eventType").GetInt32(), frame.GetProperty("eventType").GetInt32());
    }

    [Fact]
    public void Every_sample_has_its_way_to_come_about()
    {
        Assert.Subset(
            Chat33LiveSamples.Answers.Keys.ToHashSet(),
            Chat33Samples.Names("answer").Select(Chat33Samples.PathOf).Where(Chat33Samples.IsServed).ToHashSet());
        Assert.Equal(Chat33Samples.Names("frame"), Chat33LiveFrames.Frames.Keys.Order(StringComparer.Ordinal));
    }

    private static void AssertLike(string name, JsonElement ours)
    {
        var faults = new List<string>();
        Compare(Chat33Samples.Read(name), ours, "", faults);
        Assert.True(
            Chat33Samples.OdditiesOf(name).SequenceEqual(faults.Distinct().Order(StringComparer.Ordinal)),
            $"{name}: {string.Join(", ", faults)} in {ours.GetRawText()}");
    }

    /// <summary>Collects members that ours lacks, or has as another type.</summary>
    private static void Compare(JsonElement sample, JsonElement ours, string path, List<string> faults)
    {
        if (!IsAlike(sample, ours))
        {
            faults.Add(path);
        }
        else if (sample.ValueKind is JsonValueKind.Object)
        {
            foreach (var member in sample.EnumerateObject())
            {
                var found = ours.TryGetProperty(member.Name, out var value);
                Compare(member.Value, found ? value : default, $"{path}/{member.Name}", faults);
            }
        }
        else if (sample.ValueKind is JsonValueKind.Array)
        {
            Assert.True(ours.GetArrayLength() > 0, $"{path} is empty: there is nothing to compare");
            foreach (var element in ours.EnumerateArray())
            {
                Compare(sample[0], element, $"{path}/[]", faults);
            }
        }
    }

    private static bool IsAlike(JsonElement sample, JsonElement ours) => sample.ValueKind == ours.ValueKind
        && (sample.ValueKind is not JsonValueKind.Number || sample.TryGetInt64(out _) == ours.TryGetInt64(out _));
}
