using System.Runtime.CompilerServices;
using Orleans.Runtime;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>The only place where exceptions of the runtime become answers: <see cref="ChatError.Unavailable"/>, or
/// <see cref="ChatError.Internal"/>.</summary>
/// <remarks>Pass what the call needs as <c>state</c> and a static lambda: nothing is allocated for the guard
/// then.</remarks>
public static class GrainFaults
{
    /// <summary>Guards a call that answers with a reply.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Reply<T>> GuardAsync<TState, T>(
        TState state, Func<TState, Task<Reply<T>>> call, ILogger logger)
    {
        try
        {
            return await call(state);
        }
        catch (Exception fault)
        {
            return ErrorOf(fault, logger);
        }
    }

    /// <summary>Guards a call that answers with an error or none.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<ChatError> GuardAsync<TState>(
        TState state, Func<TState, Task<ChatError>> call, ILogger logger)
    {
        try
        {
            return await call(state);
        }
        catch (Exception fault)
        {
            return ErrorOf(fault, logger);
        }
    }

    /// <summary>Guards a call that answers with a plain value.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Reply<T>> GuardValueAsync<TState, T>(
        TState state, Func<TState, Task<T>> call, ILogger logger)
    {
        try
        {
            return await call(state);
        }
        catch (Exception fault)
        {
            return ErrorOf(fault, logger);
        }
    }

    /// <summary>Guards a call that answers with a reply.</summary>
    public static ValueTask<Reply<T>> GuardAsync<T>(Func<Task<Reply<T>>> call, ILogger logger) =>
        GuardAsync(call, static one => one(), logger);

    /// <summary>Guards a call that answers with an error or none.</summary>
    public static ValueTask<ChatError> GuardAsync(Func<Task<ChatError>> call, ILogger logger) =>
        GuardAsync(call, static one => one(), logger);

    /// <summary>Guards a call that answers with a plain value.</summary>
    public static ValueTask<Reply<T>> GuardValueAsync<T>(Func<Task<T>> call, ILogger logger) =>
        GuardValueAsync(call, static one => one(), logger);

    /// <summary>Whether the same call may succeed a moment later: a node was lost, or an activation had to
    /// end.</summary>
    /// <remarks>Not the silence of the database, which the writers have waited for long enough, and not a load that
    /// more calls would add to.</remarks>
    public static bool MayPass(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is LogUnavailableException or LimitExceededException)
            {
                return false;
            }
        }

        return fault is TimeoutException or OrleansException or OperationCanceledException;
    }

    /// <summary>What the caller is told; what nobody expected is logged under an id.</summary>
    public static ChatError ErrorOf(Exception fault, ILogger logger)
    {
        if (fault is TimeoutException or OrleansException or OperationCanceledException)
        {
            GatewayLog.GrainUnavailable(logger, fault.GetType().Name);
            return ChatError.Unavailable;
        }

        GatewayLog.GrainFault(logger, fault, FaultId.Next());
        return ChatError.Internal;
    }
}
