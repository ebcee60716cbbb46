using System.Globalization;

namespace OrleansChat.Benchmarks;

/// <summary>Reads options of the form <c>--name value</c>.</summary>
internal static class Arguments
{
    /// <summary>Applies the arguments to the defaults.</summary>
    /// <exception cref="FormatException">An argument is unknown, has no value or an unusable one.</exception>
    public static BenchOptions Read(ReadOnlySpan<string> arguments)
    {
        var options = new BenchOptions();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length
                ? arguments[i + 1]
                : throw new FormatException($"{arguments[i]} needs a value");
            options = Apply(options, arguments[i], value);
        }

        return options;
    }

    private static BenchOptions Apply(BenchOptions options, string name, string value) => name switch
    {
        "--seconds" => options with { Seconds = Count(name, value) },
        "--warmup" => options with { Warmup = Count(name, value) },
        "--url" => options with { Url = value },
        "--socket" => options with { Socket = value },
        "--admin" => options with { Admin = value },
        "--token" => options with { Token = value },
        "--pid" => options with { Pid = Count(name, value) },
        "--database-pid" => options with { DatabasePid = Count(name, value) },
        "--json" => options with { Json = value },
        "--nodes" => options with { Nodes = Count(name, value) },
        "--pairs" => options with { Pairs = Count(name, value) },
        "--rate" => options with { Rate = Count(name, value) },
        "--members" => options with { Members = Count(name, value) },
        "--senders" => options with { Senders = Count(name, value) },
        "--rooms" => options with { Rooms = Count(name, value) },
        "--inflight" => options with { Inflight = Count(name, value) },
        "--connections" => options with { Connections = Count(name, value) },
        "--users" => options with { Users = Count(name, value) },
        "--concurrency" => options with { Concurrency = Count(name, value) },
        _ => throw new FormatException($"{name} is no option"),
    };

    private static int Count(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"{name} takes a whole number above 0, not {value}");
}
