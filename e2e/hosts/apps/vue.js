import { createApp, ref } from 'vue/dist/vue.esm-bundler.js';
import { createRouter, createWebHistory } from 'vue-router';

const Teas = {
  setup: () => ({ cups: ref(0), name: ref('') }),
  template: `<h1>Teas</h1><button @click="cups++">Cups: {{ cups }}</button>
    <label>Name <input v-model="name"></label><p>For {{ name || 'nobody' }}</p>`,
};

const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: Teas },
    { path: '/pots', component: { template: '<h1>Pots</h1>' } },
  ],
});

createApp({
  template: `<nav><router-link to="/">Teas</router-link> <router-link to="/pots">Pots</router-link></nav>
    <router-view v-slot="{ Component }"><transition name="fade" mode="out-in"><div :key="$route.path"><component :is="Component" /></div></transition></router-view>`,
})
  .use(router)
  .mount('#app');
