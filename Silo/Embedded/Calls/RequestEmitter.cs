using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

namespace OrleansChat.Silo.Embedded.Calls;

/// <summary>Writes the class that carries the arguments of one grain method and calls it.</summary>
internal static class RequestEmitter
{
    public static string FieldName(int argument) => string.Create(CultureInfo.InvariantCulture, $"A{argument}");

    public static Type Emit(ModuleBuilder module, Type grainInterface, MethodInfo method, int index)
    {
        var heirOf = method.ReturnType.IsGenericType
            ? typeof(ResultRequest<>).MakeGenericType(method.ReturnType.GetGenericArguments())
            : typeof(PlainRequest);
        var request = module.DefineType(
            string.Create(CultureInfo.InvariantCulture, $"{grainInterface.FullName}.{method.Name}{index}"),
            TypeAttributes.Sealed | TypeAttributes.Public,
            heirOf);
        request.DefineDefaultConstructor(MethodAttributes.Public);
        var parameters = method.GetParameters();
        var arguments = new FieldBuilder[parameters.Length];
        for (var argument = 0; argument < arguments.Length; argument++)
        {
            arguments[argument] = request.DefineField(
                FieldName(argument), parameters[argument].ParameterType, FieldAttributes.Public);
        }

        EmitInvoke(request, method, arguments);
        if (arguments.FirstOrDefault(one => one.FieldType == typeof(CancellationToken)) is { } token)
        {
            EmitCancellation(request, token);
        }

        return request.CreateType();
    }

    private static void EmitInvoke(TypeBuilder request, MethodInfo method, FieldBuilder[] arguments)
    {
        var invoke = request.DefineMethod(
            nameof(Request.Invoke), MethodAttributes.Public | MethodAttributes.Virtual, typeof(Task), [typeof(object)]);
        var il = invoke.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var argument in arguments)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, argument);
        }

        il.Emit(OpCodes.Callvirt, method);
        if (method.ReturnType == typeof(void))
        {
            il.Emit(OpCodes.Call, typeof(Task).GetProperty(nameof(Task.CompletedTask))!.GetMethod!);
        }
        else if (method.ReturnType.IsValueType)
        {
            var result = il.DeclareLocal(method.ReturnType);
            il.Emit(OpCodes.Stloc, result);
            il.Emit(OpCodes.Ldloca, result);
            il.Emit(OpCodes.Call, method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!);
        }

        il.Emit(OpCodes.Ret);
    }

    private static void EmitCancellation(TypeBuilder request, FieldBuilder token)
    {
        var getter = request.DefineMethod(
            "get_" + nameof(Request.Cancellation),
            MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.SpecialName,
            typeof(CancellationToken),
            Type.EmptyTypes);
        var il = getter.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, token);
        il.Emit(OpCodes.Ret);
    }
}
