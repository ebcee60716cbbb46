using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using OrleansChat.Silo.Embedded.Calls;
using OrleansChat.Silo.Embedded.Model;

[assembly: InternalsVisibleTo(ReferenceEmitter.AssemblyName)]

namespace OrleansChat.Silo.Embedded.Calls;

/// <summary>Writes, once per process and grain interface, the class of its references.</summary>
/// <remarks>The classes of an interface hold no state of a host, so that several hosts in a process share
/// them.</remarks>
internal static class ReferenceEmitter
{
    public const string AssemblyName = "GrainReferences";

    private static readonly Type[] ConstructorParameters = [typeof(Catalog), typeof(GrainInterface), typeof(string)];

    private static readonly ModuleBuilder Module = AssemblyBuilder
        .DefineDynamicAssembly(new AssemblyName(AssemblyName), AssemblyBuilderAccess.Run)
        .DefineDynamicModule(AssemblyName);

    private static readonly Dictionary<Type, ReferenceMaker> Makers = [];

    private static readonly Lock Gate = new();

    public static ReferenceMaker MakerOf(Type grainInterface)
    {
        lock (Gate)
        {
            if (!Makers.TryGetValue(grainInterface, out var maker))
            {
                Makers[grainInterface] = maker = Emit(grainInterface);
            }

            return maker;
        }
    }

    private static ReferenceMaker Emit(Type grainInterface)
    {
        var reference = Module.DefineType(
            $"{grainInterface.FullName}Reference", TypeAttributes.Sealed | TypeAttributes.Public, typeof(GrainReference));
        reference.AddInterfaceImplementation(grainInterface);
        var constructor = EmitConstructor(reference);
        var methods = InterfaceMethods.Of(grainInterface);
        for (var index = 0; index < methods.Length; index++)
        {
            EmitMethod(reference, methods[index], index, RequestEmitter.Emit(Module, grainInterface, methods[index], index));
        }

        var maker = reference.DefineMethod(
            "Make", MethodAttributes.Public | MethodAttributes.Static, typeof(GrainReference), ConstructorParameters);
        var il = maker.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
        return reference.CreateType().GetMethod("Make")!.CreateDelegate<ReferenceMaker>();
    }

    private static ConstructorBuilder EmitConstructor(TypeBuilder reference)
    {
        var constructor = reference.DefineConstructor(
            MethodAttributes.Public, CallingConventions.HasThis, ConstructorParameters);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, ConstructorParameters)!);
        il.Emit(OpCodes.Ret);
        return constructor;
    }

    private static void EmitMethod(TypeBuilder reference, MethodInfo method, int index, Type request)
    {
        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        const MethodAttributes Attributes = MethodAttributes.Private | MethodAttributes.HideBySig
            | MethodAttributes.NewSlot | MethodAttributes.Virtual | MethodAttributes.Final;
        var body = reference.DefineMethod(
            $"{method.DeclaringType!.FullName}.{method.Name}", Attributes, method.ReturnType, parameters);
        var il = body.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Newobj, request.GetConstructor(Type.EmptyTypes)!);
        for (var argument = 0; argument < parameters.Length; argument++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, (short)(argument + 1));
            il.Emit(OpCodes.Stfld, request.GetField(RequestEmitter.FieldName(argument))!);
        }

        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Call, CallOf(method));
        EmitReturn(il, method.ReturnType);
        il.Emit(OpCodes.Ret);
        reference.DefineMethodOverride(body, method);
    }

    private static MethodInfo CallOf(MethodInfo method)
    {
        var isOneWay = method.IsDefined(typeof(Orleans.Concurrency.OneWayAttribute));
        var name = method.ReturnType.IsGenericType ? "CallFor" : isOneWay ? "Send" : "Call";
        var call = typeof(GrainReference).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
        return method.ReturnType.IsGenericType
            ? call.MakeGenericMethod(method.ReturnType.GetGenericArguments())
            : call;
    }

    private static void EmitReturn(ILGenerator il, Type result)
    {
        if (result == typeof(void))
        {
            il.Emit(OpCodes.Pop);
        }
        else if (result == typeof(ValueTask))
        {
            il.Emit(OpCodes.Newobj, typeof(ValueTask).GetConstructor([typeof(Task)])!);
        }
        else if (result.IsGenericType && result.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            var task = typeof(Task<>).MakeGenericType(result.GetGenericArguments());
            il.Emit(OpCodes.Newobj, result.GetConstructor([task])!);
        }
    }
}
