using Npgsql;

namespace OrleansChat.Silo.Storage;

/// <summary>Positional parameters, typed so that nothing is boxed or guessed.</summary>
internal static class CommandParameters
{
    internal static NpgsqlParameterCollection With<T>(this NpgsqlParameterCollection parameters, T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return parameters;
    }

    internal static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T value)
    {
        command.Parameters.With(value);
        return command;
    }

    internal static NpgsqlCommand With<T>(this NpgsqlCommand command, T value)
    {
        command.Parameters.With(value);
        return command;
    }
}
