using System.Reflection;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Neural networks.</summary>
    public static partial class nn
    {
        /// <summary>A part of a network: its parameters, buffers and inner modules by name.</summary>
        public abstract partial class Module : IDisposable
        {
            private readonly string _name;
            private readonly List<(string Name, Modules.Parameter? Parameter)> _parameters = [];
            private readonly List<(string Name, Tensor Buffer, bool Persistent)> _buffers = [];
            private readonly List<(string Name, Module Module)> _modules = [];

            /// <summary>Creates it under the name of its kind.</summary>
            protected Module(string name) => _name = name;

            /// <summary>Whether it trains: dropout asks.</summary>
            public bool training { get; private set; } = true;

            /// <summary>The name of its kind.</summary>
            public virtual string GetName() => _name;

            /// <summary>Makes a parameter its own: it leaves its scope and lives as long as the module.</summary>
            public virtual void register_parameter(string name, Modules.Parameter? param)
            {
                CheckFree(name);
                param?.DetachFromDisposeScope();
                _parameters.Add((name, param));
            }

            /// <summary>Makes a tensor its own that is not learnt; one that is not persistent is not in <see cref="state_dict"/>.</summary>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                CheckFree(name);
                _buffers.Add((name, tensor.DetachFromDisposeScope(), persistent));
            }

            /// <summary>Makes another module a part of it.</summary>
            public virtual void register_module(string name, Module submodule)
            {
                CheckFree(name);
                _modules.Add((name, submodule));
            }

            /// <summary>Makes another module a part of it.</summary>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Registers what its fields hold under the fields' names, unless it is registered.</summary>
            protected virtual void RegisterComponents()
            {
                foreach (var field in GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
                {
                    switch (field.GetValue(this))
                    {
                        case Module module when _modules.All(known => known.Module != module):
                            register_module(field.Name, module);
                            break;
                        case Modules.Parameter parameter when _parameters.All(known => known.Parameter != parameter):
                            register_parameter(field.Name, parameter);
                            break;
                        case Tensor tensor and not Modules.Parameter when _buffers.All(known => known.Buffer != tensor):
                            register_buffer(field.Name, tensor);
                            break;
                    }
                }
            }

            /// <summary>Its parameters with their names, those of inner modules after its own.</summary>
            public virtual IEnumerable<(string name, Modules.Parameter parameter)> named_parameters(bool recurse = true) =>
                Walk(recurse, static module => module._parameters.Where(p => p.Parameter is not null).Select(p => (p.Name, p.Parameter!)));

            /// <summary>Its parameters.</summary>
            public virtual IEnumerable<Modules.Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            /// <summary>Its buffers with their names.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true) =>
                Walk(recurse, static module => module._buffers.Select(b => (b.Name, b.Buffer)));

            /// <summary>Its buffers.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true) => named_buffers(recurse).Select(b => b.buffer);

            /// <summary>Its inner modules with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _modules.Select(m => (m.Name, m.Module));

            /// <summary>Its inner modules.</summary>
            public virtual IEnumerable<Module> children() => _modules.Select(m => m.Module);

            /// <summary>Itself and all modules inside.</summary>
            public virtual IEnumerable<Module> modules() => children().SelectMany(child => child.modules()).Prepend(this);

            /// <summary>Disposes its parameters and buffers, and those of its inner modules.</summary>
            public void Dispose()
            {
                Dispose(disposing: true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes what it holds.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                {
                    return;
                }

                _parameters.ForEach(p => p.Parameter?.Dispose());
                _buffers.ForEach(b => b.Buffer.Dispose());
                _modules.ForEach(m => m.Module.Dispose());
            }

            private IEnumerable<(string Name, T Item)> Walk<T>(bool recurse, Func<Module, IEnumerable<(string Name, T Item)>> own)
            {
                foreach (var item in own(this))
                {
                    yield return item;
                }

                if (!recurse)
                {
                    yield break;
                }

                foreach (var (prefix, module) in _modules)
                {
                    foreach (var (name, item) in module.Walk(recurse, own))
                    {
                        yield return ($"{prefix}.{name}", item);
                    }
                }
            }

            private void CheckFree(string name)
            {
                ArgumentException.ThrowIfNullOrEmpty(name);
                if (_parameters.Any(p => p.Name == name) || _buffers.Any(b => b.Name == name) || _modules.Any(m => m.Name == name))
                {
                    throw new InvalidOperationException($"{_name} already has a component '{name}'.");
                }
            }
        }
    }
}
