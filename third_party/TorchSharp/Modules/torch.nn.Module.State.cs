namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            /// <summary>Turns training on or off, inside too.</summary>
            public virtual void train(bool on = true)
            {
                training = on;
                _modules.ForEach(m => m.Module.train(on));
            }

            /// <summary>Turns training off.</summary>
            public virtual void eval() => train(false);

            /// <summary>Forgets the gradients, or sets them to 0.</summary>
            public virtual void zero_grad(bool set_to_none = true) => optim.ZeroGradients(parameters(), set_to_none);

            /// <summary>Does something with each module inside, then with it.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                _modules.ForEach(m => m.Module.apply(fn));
                fn(this);
                return this;
            }

            /// <summary>Parameters and persistent buffers by name: the tensors themselves, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                foreach (var (name, parameter) in named_parameters())
                {
                    destination.TryAdd($"{prefix}{name}", parameter);
                }

                foreach (var (name, buffer) in Walk(true, static m => m._buffers.Where(b => b.Persistent).Select(b => (b.Name, b.Buffer))))
                {
                    destination.TryAdd($"{prefix}{name}", buffer);
                }

                return destination;
            }

            /// <summary>Copies tensors in by name.</summary>
            /// <param name="source">The tensors.</param>
            /// <param name="strict">Whether a missing or unknown name is an error.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <exception cref="InvalidOperationException">A name is missing or unknown.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var own = state_dict();
                skip ??= [];
                var missing = own.Keys.Except(source.Keys).Except(skip).ToList();
                var unexpected = source.Keys.Except(own.Keys).Except(skip).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException(
                        $"The tensors are not this module's: missing {List(missing)}; unknown {List(unexpected)}.");
                }

                using var none = no_grad();
                foreach (var (name, tensor) in own)
                {
                    if (source.TryGetValue(name, out var from) && !skip.Contains(name))
                    {
                        tensor.copy_(from);
                    }
                }

                return (missing, unexpected);

                static string List(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
            }

            internal void Move(Device device)
            {
                foreach (var (_, parameter) in named_parameters())
                {
                    MoveTo(parameter, device);
                }

                foreach (var (_, buffer) in named_buffers())
                {
                    MoveTo(buffer, device);
                }
            }

            private static void MoveTo(Tensor tensor, Device device)
            {
                if (tensor.device.Equals(device))
                {
                    return;
                }

                var learnt = tensor.requires_grad;
                using var none = no_grad();
                using var moved = tensor.to(device);
                using var leaf = moved.detach();
                tensor.ReplaceHandle(leaf.MoveHandle());
                if (learnt)
                {
                    tensor.requires_grad = true;
                }
            }
        }

        /// <summary>A module of one input.</summary>
        public abstract class Module<T, TResult> : Module
        {
            /// <inheritdoc cref="Module(string)"/>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>What it computes.</summary>
            public abstract TResult forward(T input);

            /// <summary>Computes.</summary>
            public TResult call(T input) => forward(input);
        }

        /// <summary>A module of two inputs.</summary>
        public abstract class Module<T1, T2, TResult> : Module
        {
            /// <inheritdoc cref="Module(string)"/>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>What it computes.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Computes.</summary>
            public TResult call(T1 input1, T2 input2) => forward(input1, input2);
        }
    }
}

/// <summary>What modules of any kind do and return as their own kind.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Moves parameters and buffers to a device; optimizers are made afterwards.</summary>
    public static T to<T>(this T module, torch.Device device)
        where T : torch.nn.Module
    {
        module.Move(device);
        return module;
    }
}
